import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { tagsIn } from '../../events/tags.ts';
import { groupArn, groups } from '../schedule-rows.ts';
import { conflict } from '../scheduler-error.ts';

export const createScheduleGroup: Operation = {
  name: 'CreateScheduleGroup',
  route: 'POST /schedule-groups/{Name}',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    if (name === 'default' || groups(world).has(name)) throw conflict(`Schedule group ${name} already exists.`);
    groups(world).set(name, { name, createdAt: world.clock.now(), tags: tagsIn(params) });
    return { body: { ScheduleGroupArn: groupArn(world, name) } };
  },
};
