import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { busArn, type BusRow } from '../event-rows.ts';
import { findBus } from '../find.ts';

export const describeEventBus: Operation = {
  name: 'DescribeEventBus',
  writes: false,
  handle: (params, world) => ({ body: renderBus(world, findBus(world, stringOf(params, 'Name'))) }),
};

export function renderBus(world: World, bus: BusRow): Record<string, unknown> {
  return {
    Name: bus.name,
    Arn: busArn(world, bus.name),
    ...(bus.description !== undefined && { Description: bus.description }),
    ...(bus.policy !== undefined && { Policy: bus.policy }),
    ...(bus.createdAt > 0 && { CreationTime: new Date(bus.createdAt) }),
  };
}
