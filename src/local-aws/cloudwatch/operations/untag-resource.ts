import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { alarms } from '../alarms/alarm-rows.ts';
import { findTagged } from '../alarms/find-tagged.ts';
import { required } from '../members.ts';

export const untagResource: Operation = {
  name: 'UntagResource',
  writes: true,
  handle: (params, world) => {
    const alarm = findTagged(world, required(params, 'ResourceARN'));
    const gone = listOf(params, 'TagKeys');
    const tags = Object.fromEntries(Object.entries(alarm.tags).filter(([key]) => !gone.includes(key)));
    alarms(world).set(alarm.name, { ...alarm, tags });
    return { body: {} };
  },
};
