import type { Operation } from '../../kernel/operation.ts';
import { findSchedule } from '../find-schedule.ts';
import { scheduleArn } from '../schedule-rows.ts';

export const getSchedule: Operation = {
  name: 'GetSchedule',
  route: 'GET /schedules/{Name}',
  writes: false,
  handle: (params, world) => {
    const row = findSchedule(world, params);
    return {
      body: {
        ActionAfterCompletion: row.actionAfterCompletion,
        Arn: scheduleArn(world, row.group, row.name),
        CreationDate: new Date(row.createdAt),
        ...(row.description !== undefined && { Description: row.description }),
        ...(row.endDate !== undefined && { EndDate: new Date(row.endDate) }),
        FlexibleTimeWindow: row.flexibleTimeWindow,
        GroupName: row.group,
        LastModificationDate: new Date(row.modifiedAt),
        Name: row.name,
        ScheduleExpression: row.expression,
        ScheduleExpressionTimezone: row.timezone,
        ...(row.startDate !== undefined && { StartDate: new Date(row.startDate) }),
        State: row.state,
        Target: row.target,
      },
    };
  },
};
