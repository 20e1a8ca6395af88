import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { findGroupName } from './read-schedule.ts';
import { scheduleKey, schedules, type ScheduleRow } from './schedule-rows.ts';
import { notFound } from './scheduler-error.ts';

export function findSchedule(world: World, params: Params): ScheduleRow {
  const name = stringOf(params, 'Name') ?? '';
  const row = schedules(world).get(scheduleKey(findGroupName(world, params), name));
  if (!row) throw notFound(`Schedule ${name} does not exist.`);
  return row;
}
