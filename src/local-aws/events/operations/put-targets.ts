import { notImplemented } from '../../kernel/aws-error.ts';
import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { ruleKey, rules, type Target } from '../event-rows.ts';
import { findRule, validation } from '../find.ts';
import { senders } from '../senders.ts';

const TARGETS_PER_RULE = 5;

export const putTargets: Operation = {
  name: 'PutTargets',
  writes: true,
  handle: (params, world) => {
    const rule = findRule(world, params, 'Rule');
    const added = structuresOf(params, 'Targets').map(checkTarget);
    const kept = rule.targets.filter(({ Id }) => !added.some((target) => target.Id === Id));
    const targets = [...kept, ...added];
    if (targets.length > TARGETS_PER_RULE) {
      throw validation(
        `The requested resource exceeds the maximum number allowed: ${TARGETS_PER_RULE} targets per rule`,
      );
    }
    rules(world).set(ruleKey(rule.bus, rule.name), { ...rule, targets });
    return { body: { FailedEntryCount: 0, FailedEntries: [] } };
  },
};

function checkTarget(target: Params): Target {
  const Id = stringOf(target, 'Id') ?? '';
  const Arn = stringOf(target, 'Arn') ?? '';
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) {
    throw validation(
      `1 validation error detected: Value '${Id}' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  }
  if (!Arn.startsWith('arn:'))
    throw validation(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  const service = Arn.split(':')[2] ?? '';
  if (!(service in senders)) throw notImplemented('events', `PutTargets with targets of ${service}`);
  if (service === 'events' && !/:event-bus\//.test(Arn)) throw notImplemented('events', `PutTargets with ${Arn}`);
  const inputs = ['Input', 'InputPath', 'InputTransformer'].filter((name) => target[name] !== undefined);
  if (inputs.length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  return { ...target, Id, Arn };
}
