import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { rules } from '../event-rows.ts';
import { findBus } from '../find.ts';
import { pageOf } from '../page.ts';
import { renderRule } from './describe-rule.ts';

export const listRules: Operation = {
  name: 'ListRules',
  writes: false,
  handle: (params, world) => {
    const bus = findBus(world, stringOf(params, 'EventBusName')).name;
    const prefix = stringOf(params, 'NamePrefix') ?? '';
    const found = rules(world)
      .values()
      .filter((rule) => rule.bus === bus && rule.name.startsWith(prefix));
    const { items, NextToken } = pageOf(found, params);
    return { body: { Rules: items.map((rule) => renderRule(world, rule)), ...(NextToken && { NextToken }) } };
  },
};
