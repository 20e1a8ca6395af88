import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { rules } from '../event-rows.ts';
import { findBus } from '../find.ts';
import { pageOf } from '../page.ts';

export const listRuleNamesByTarget: Operation = {
  name: 'ListRuleNamesByTarget',
  writes: false,
  handle: (params, world) => {
    const bus = findBus(world, stringOf(params, 'EventBusName')).name;
    const arn = stringOf(params, 'TargetArn');
    const found = rules(world)
      .values()
      .filter((rule) => rule.bus === bus && rule.targets.some(({ Arn }) => Arn === arn));
    const { items, NextToken } = pageOf(found, params);
    return { body: { RuleNames: items.map(({ name }) => name), ...(NextToken && { NextToken }) } };
  },
};
