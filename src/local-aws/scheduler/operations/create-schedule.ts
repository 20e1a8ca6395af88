import type { Operation } from '../../kernel/operation.ts';
import { readSchedule } from '../read-schedule.ts';
import { followSchedules } from '../run-schedules.ts';
import { scheduleArn, scheduleKey, schedules } from '../schedule-rows.ts';
import { conflict } from '../scheduler-error.ts';

export const createSchedule: Operation = {
  name: 'CreateSchedule',
  route: 'POST /schedules/{Name}',
  writes: true,
  handle: (params, world) => {
    const row = readSchedule(world, params);
    const key = scheduleKey(row.group, row.name);
    if (schedules(world).has(key)) throw conflict(`Schedule ${row.name} already exists.`);
    const now = world.clock.now();
    schedules(world).set(key, { ...row, createdAt: now, modifiedAt: now });
    followSchedules(world);
    return { body: { ScheduleArn: scheduleArn(world, row.group, row.name) } };
  },
};
