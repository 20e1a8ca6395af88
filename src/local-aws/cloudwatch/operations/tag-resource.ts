import type { Operation } from '../../kernel/operation.ts';
import { alarms } from '../alarms/alarm-rows.ts';
import { findTagged } from '../alarms/find-tagged.ts';
import { required, tagsIn } from '../members.ts';

export const tagResource: Operation = {
  name: 'TagResource',
  writes: true,
  handle: (params, world) => {
    const alarm = findTagged(world, required(params, 'ResourceARN'));
    alarms(world).set(alarm.name, { ...alarm, tags: { ...alarm.tags, ...tagsIn(params) } });
    return { body: {} };
  },
};
