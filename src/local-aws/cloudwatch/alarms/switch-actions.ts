import { listOf } from '../../kernel/members.ts';
import type { Params, Reply } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { alarms } from './alarm-rows.ts';

/** Alarms that do not exist are passed over. */
export function switchActions(params: Params, world: World, to: 'on' | 'off'): Reply {
  for (const name of listOf(params, 'AlarmNames')) {
    const alarm = alarms(world).get(name);
    if (alarm) alarms(world).set(name, { ...alarm, areActionsEnabled: to === 'on' });
  }
  return {};
}
