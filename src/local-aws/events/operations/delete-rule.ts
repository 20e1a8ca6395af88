import { stringOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { ruleKey, rules } from '../event-rows.ts';
import { findBus, validation } from '../find.ts';
import { followSchedules } from '../scheduled-rules.ts';

/** A rule that does not exist is no error; one with targets is. */
export const deleteRule: Operation = {
  name: 'DeleteRule',
  writes: true,
  handle: (params, world) => {
    const key = ruleKey(findBus(world, stringOf(params, 'EventBusName')).name, stringOf(params, 'Name') ?? '');
    const rule = rules(world).get(key);
    if (rule && rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
    rules(world).delete(key);
    followSchedules(world);
    return {};
  },
};
