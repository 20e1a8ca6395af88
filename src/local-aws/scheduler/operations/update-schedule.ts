import type { Operation } from '../../kernel/operation.ts';
import { findSchedule } from '../find-schedule.ts';
import { readSchedule } from '../read-schedule.ts';
import { followSchedules } from '../run-schedules.ts';
import { scheduleArn, scheduleKey, schedules } from '../schedule-rows.ts';

/** Replaces all of it: what the request does not say goes back to its default. */
export const updateSchedule: Operation = {
  name: 'UpdateSchedule',
  route: 'PUT /schedules/{Name}',
  writes: true,
  handle: (params, world) => {
    const { createdAt } = findSchedule(world, params);
    const row = readSchedule(world, params);
    schedules(world).set(scheduleKey(row.group, row.name), { ...row, createdAt, modifiedAt: world.clock.now() });
    followSchedules(world);
    return { body: { ScheduleArn: scheduleArn(world, row.group, row.name) } };
  },
};
