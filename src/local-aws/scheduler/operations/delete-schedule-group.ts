import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { followSchedules } from '../run-schedules.ts';
import { groups, scheduleKey, schedules } from '../schedule-rows.ts';
import { notFound, validation } from '../scheduler-error.ts';

/** With all its schedules. */
export const deleteScheduleGroup: Operation = {
  name: 'DeleteScheduleGroup',
  route: 'DELETE /schedule-groups/{Name}',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    if (name === 'default') throw validation('The default schedule group cannot be deleted.');
    if (!groups(world).delete(name)) throw notFound(`Schedule group ${name} does not exist.`);
    for (const row of schedules(world).values()) {
      if (row.group === name) schedules(world).delete(scheduleKey(name, row.name));
    }
    followSchedules(world);
    return { body: {} };
  },
};
