import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { ruleKey, rules } from '../event-rows.ts';
import { findRule } from '../find.ts';

export const removeTargets: Operation = {
  name: 'RemoveTargets',
  writes: true,
  handle: (params, world) => {
    const rule = findRule(world, params, 'Rule');
    const gone = listOf(params, 'Ids');
    const targets = rule.targets.filter(({ Id }) => !gone.includes(Id));
    rules(world).set(ruleKey(rule.bus, rule.name), { ...rule, targets });
    return { body: { FailedEntryCount: 0, FailedEntries: [] } };
  },
};
