import type { Operation } from '../../kernel/operation.ts';
import { ruleKey, rules } from '../event-rows.ts';
import { findRule } from '../find.ts';
import { followSchedules } from '../scheduled-rules.ts';

export const enableRule: Operation = {
  name: 'EnableRule',
  writes: true,
  handle: (params, world) => {
    const rule = findRule(world, params);
    rules(world).set(ruleKey(rule.bus, rule.name), { ...rule, state: 'ENABLED', enabledAt: world.clock.now() });
    followSchedules(world);
    return {};
  },
};
