import type { Operation } from '../../kernel/operation.ts';
import { findSchedule } from '../find-schedule.ts';
import { followSchedules } from '../run-schedules.ts';
import { scheduleKey, schedules } from '../schedule-rows.ts';

export const deleteSchedule: Operation = {
  name: 'DeleteSchedule',
  route: 'DELETE /schedules/{Name}',
  writes: true,
  handle: (params, world) => {
    const { group, name } = findSchedule(world, params);
    schedules(world).delete(scheduleKey(group, name));
    followSchedules(world);
    return { body: {} };
  },
};
