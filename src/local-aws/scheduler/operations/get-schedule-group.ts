import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { groupArn, groups, type GroupRow } from '../schedule-rows.ts';
import { notFound } from '../scheduler-error.ts';

export const getScheduleGroup: Operation = {
  name: 'GetScheduleGroup',
  route: 'GET /schedule-groups/{Name}',
  writes: false,
  handle: (params, world) => {
    const name = stringOf(params, 'Name') ?? '';
    const group = name === 'default' ? { name, createdAt: 0, tags: {} } : groups(world).get(name);
    if (!group) throw notFound(`Schedule group ${name} does not exist.`);
    return { body: describeGroup(world, group) };
  },
};

export function describeGroup(world: World, { name, createdAt }: GroupRow): Record<string, unknown> {
  const time = new Date(createdAt);
  return { Arn: groupArn(world, name), CreationDate: time, LastModificationDate: time, Name: name, State: 'ACTIVE' };
}
