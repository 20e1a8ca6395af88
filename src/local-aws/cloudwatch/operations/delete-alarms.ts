import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { alarms, histories } from '../alarms/alarm-rows.ts';
import { alarmNotFound } from '../cloudwatch-error.ts';

/** One that does not exist fails the call, and then none is deleted. */
export const deleteAlarms: Operation = {
  name: 'DeleteAlarms',
  writes: true,
  handle: (params, world) => {
    const names = listOf(params, 'AlarmNames');
    const missing = names.find((name) => !alarms(world).has(name));
    if (missing !== undefined) throw alarmNotFound(missing);
    for (const name of names) {
      alarms(world).delete(name);
      histories(world).delete(name);
    }
    return {};
  },
};
