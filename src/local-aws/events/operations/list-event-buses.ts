import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { buses } from '../event-rows.ts';
import { findBus } from '../find.ts';
import { pageOf } from '../page.ts';
import { renderBus } from './describe-event-bus.ts';

export const listEventBuses: Operation = {
  name: 'ListEventBuses',
  writes: false,
  handle: (params, world) => {
    const prefix = stringOf(params, 'NamePrefix') ?? '';
    const own = buses(world)
      .values()
      .filter(({ name }) => name !== 'default');
    const found = [findBus(world, 'default'), ...own].filter(({ name }) => name.startsWith(prefix));
    const { items, NextToken } = pageOf(found, params);
    return { body: { EventBuses: items.map((bus) => renderBus(world, bus)), ...(NextToken && { NextToken }) } };
  },
};
