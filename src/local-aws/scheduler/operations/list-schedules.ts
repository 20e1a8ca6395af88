import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { pageOf } from '../../events/page.ts';
import { validation } from '../scheduler-error.ts';
import { scheduleArn, schedules } from '../schedule-rows.ts';

export const listSchedules: Operation = {
  name: 'ListSchedules',
  route: 'GET /schedules',
  writes: false,
  handle: (params, world) => {
    const group = stringOf(params, 'ScheduleGroup');
    const prefix = stringOf(params, 'NamePrefix') ?? '';
    const state = stringOf(params, 'State');
    const found = schedules(world)
      .values()
      .filter((row) => (group ?? row.group) === row.group && (state ?? row.state) === row.state)
      .filter(({ name }) => name.startsWith(prefix));
    const { items, NextToken } = pageOf(found, params, () => validation('Invalid NextToken.'));
    const Schedules = items.map((row) => ({
      Arn: scheduleArn(world, row.group, row.name),
      CreationDate: new Date(row.createdAt),
      GroupName: row.group,
      LastModificationDate: new Date(row.modifiedAt),
      Name: row.name,
      State: row.state,
      Target: { Arn: row.target.Arn },
    }));
    return { body: { Schedules, ...(NextToken && { NextToken }) } };
  },
};
