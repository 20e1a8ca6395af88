import type { Operation } from '../../kernel/operation.ts';
import { ruleKey, rules } from '../event-rows.ts';
import { findRule } from '../find.ts';
import { followSchedules } from '../scheduled-rules.ts';

export const disableRule: Operation = {
  name: 'DisableRule',
  writes: true,
  handle: (params, world) => {
    const rule = findRule(world, params);
    rules(world).set(ruleKey(rule.bus, rule.name), { ...rule, state: 'DISABLED' });
    followSchedules(world);
    return {};
  },
};
