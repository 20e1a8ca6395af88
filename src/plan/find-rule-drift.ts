import { canonicalJson } from '../model/digest.ts';
import type { RuleState } from '../model/snapshot.ts';
import type { DriftFinding } from './find-drift.ts';
import type { PlainTemplate } from './foundation-changes.ts';
import { type DeployedStack, makeResolve, type Resolve } from './resolve-reference.ts';

/** Where a rule is: a rule on another bus than the default one is `bus|name` to CloudFormation. */
export function placeOfRule(physicalId: string): { readonly name: string; readonly bus?: string } {
  const at = physicalId.lastIndexOf('|');
  return { name: physicalId.slice(at + 1), ...(at > 0 && { bus: physicalId.slice(0, at) }) };
}

/** Rules that ring otherwise than the deployed template says, or call others. What it does not tell for sure differs in nothing. */
export function ruleDrift(
  template: PlainTemplate,
  stack: DeployedStack,
  rules: Readonly<Record<string, RuleState | undefined>>,
): readonly DriftFinding[] {
  const resolve = makeResolve(template, stack);
  return stack.resources
    .filter(({ logicalId }) => logicalId in rules)
    .flatMap(({ logicalId, physicalId }) => {
      const { name, bus } = placeOfRule(physicalId);
      const command = `--name ${name}${bus === undefined ? '' : ` --event-bus-name '${bus}'`}`;
      const properties = template.Resources[logicalId]?.Properties ?? {};
      return compare(properties as RuleProperties, rules[logicalId], resolve).map(({ code, what }) => ({
        code,
        what: `rule ${name} ${what}`,
        next: code === 'RULE_DISABLED' ? `aws events enable-rule ${command}` : byHand,
      }));
    });
}

// CloudFormation sends what changes in its template, and the template has not changed: a deploy mends nothing here.
const byHand =
  'put it right in EventBridge (ship template shows how it was made): a deploy changes no rule that its config has not changed';

interface RuleProperties {
  readonly State?: unknown;
  readonly EventPattern?: unknown;
  readonly ScheduleExpression?: unknown;
  readonly Targets?: readonly RuleTarget[];
}

interface RuleTarget {
  readonly Id?: unknown;
  readonly Arn?: unknown;
  readonly Input?: unknown;
}

type Difference = Pick<DriftFinding, 'code' | 'what'>;

function compare(wanted: RuleProperties, is: RuleState | undefined, resolve: Resolve): readonly Difference[] {
  if (!is) return [{ code: 'RULE_GONE', what: 'was deleted: nothing of it arrives any more' }];
  // Rules of the user's own may have been made disabled, or name a parameter here.
  const isOff = !is.isEnabled && /^"?(ENABLED|null)/.test(canonicalJson(wanted.State ?? null));
  return [
    ...(isOff ? [{ code: 'RULE_DISABLED', what: 'is disabled: nothing of it arrives' }] : []),
    ...changed('rings', wanted.ScheduleExpression, is.schedule),
    ...changed('matches', wanted.EventPattern, is.pattern),
    ...targets(wanted.Targets ?? [], is.targets, resolve),
  ];
}

/** What has a reference in it is not known here. */
function changed(does: string, wanted: unknown, is: unknown): readonly Difference[] {
  const [was, now] = [wanted, is].map((value) => canonicalJson(value ?? null));
  if (wanted === undefined || was === now || /"(Ref|Fn::\w+)":/.test(was ?? '')) return [];
  return [{ code: 'RULE_CHANGED', what: `${does} otherwise than was deployed: ${now}, not ${was}` }];
}

function targets(wanted: readonly RuleTarget[], there: RuleState['targets'], resolve: Resolve): readonly Difference[] {
  const lost = wanted.flatMap((target) => lostTarget(target, there, resolve));
  const more = there.filter(({ id }) => !wanted.some(({ Id }) => Id === id));
  return [
    ...lost.map((what) => ({ code: 'TARGET_CHANGED', what })),
    ...more.map(({ arn }) => ({ code: 'TARGET_ADDED', what: `calls ${arn} too, which nobody deployed` })),
  ];
}

function lostTarget({ Id, Arn, Input }: RuleTarget, there: RuleState['targets'], resolve: Resolve): readonly string[] {
  const found = there.find(({ id }) => id === Id);
  const arn = resolve(Arn);
  if (!found) return [`no longer calls ${arn ?? String(Id)}`];
  if (arn !== undefined && found.arn !== arn) return [`calls ${found.arn}, not ${arn}`];
  const differs = typeof Input === 'string' && found.input !== Input;
  return differs ? [`gives ${String(Id)} another input than was deployed`] : [];
}
