import { canonicalJson } from '../model/digest.ts';
import { outputs } from '../model/names.ts';
import { mergeConnections } from './kept-connections.ts';
import { liveTargetPrefix } from './rules.ts';
import type { Output, Resource, Template } from './template.ts';

/**
 * The wanted foundation, with everything that the deployed one has besides. A deploy applies it before the switch, while
 * the live release still needs its roles, its permissions and its queues, and a rollback may need them again later: so a
 * deploy only adds. Taking away is pruning's, which applies the wanted template as it is.
 */
export function mergeFoundation(deployed: Template, wanted: Template): Template {
  const { output, ...metadata } = mergeConnections(deployed, wanted);
  return {
    ...wanted,
    ...metadata,
    Resources: { ...mergeResources(deployed, wanted), ...leftOver(deployed, wanted) },
    Outputs: {
      ...wanted.Outputs,
      ...missingIn(wanted.Outputs, deployed.Outputs),
      ...(output && { [outputs.connections]: output }),
    },
  };
}

/** Logical ids that only the deployed foundation has: what pruning would remove. */
export function foundationLeftovers(deployed: Template, wanted: Template): readonly string[] {
  return Object.keys(missingIn(wanted.Resources, deployed.Resources));
}

function missingIn<Value extends Resource | Output>(
  wanted: Readonly<Record<string, Value>>,
  deployed: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(deployed).filter(([id]) => wanted[id] === undefined));
}

/** What the wanted one does not have stays; a subscription that it has by another name must not be ended with the old name. */
function leftOver(deployed: Template, wanted: Template): Readonly<Record<string, Resource>> {
  const entries = Object.entries(missingIn(wanted.Resources, deployed.Resources));
  const subscribed = Object.values(wanted.Resources).filter(isSubscription).map(endsOf);
  const isShared = (resource: Resource): boolean => isSubscription(resource) && subscribed.includes(endsOf(resource));
  return Object.fromEntries(
    entries.map(([id, resource]) => [id, isShared(resource) ? { ...resource, DeletionPolicy: 'Retain' } : resource]),
  );
}

const isSubscription = ({ Type }: Resource): boolean => Type === 'AWS::SNS::Subscription';

// A topic knows an endpoint once: the same two ends are the same subscription.
const endsOf = ({ Properties }: Resource): string =>
  canonicalJson([Properties?.['TopicArn'] ?? null, Properties?.['Endpoint'] ?? null]);

function mergeResources(deployed: Template, wanted: Template): Readonly<Record<string, Resource>> {
  const merged = Object.entries(wanted.Resources).map(([id, resource]) => {
    const known = deployed.Resources[id];
    return [id, known?.Type === resource.Type ? mergeResource(known, resource) : resource] as const;
  });
  return Object.fromEntries(merged);
}

function mergeResource(deployed: Resource, wanted: Resource): Resource {
  if (wanted.Type === 'AWS::IAM::Role') return mergeRoles(deployed, wanted);
  if (isSubscription(wanted)) return keepFilter(deployed, wanted);
  return wanted.Type === 'AWS::Events::Rule' ? mergeTargets(deployed, wanted) : wanted;
}

/** Filters are the finish's; one that an older ship has put here would be taken off the live release. */
export function keepFilter(deployed: Resource, wanted: Resource): Resource {
  const { FilterPolicy, FilterPolicyScope } = deployed.Properties ?? {};
  if (FilterPolicy === undefined) return wanted;
  return { ...wanted, Properties: { ...wanted.Properties, FilterPolicy, FilterPolicyScope } };
}

interface RuleProperties {
  readonly Targets?: readonly { readonly Id: string }[];
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
const maxTargets = 5;

/** An event that moves to another function goes on calling the one it leaves: that one is let in until the switch. */
function mergeTargets(deployed: Resource, wanted: Resource): Resource {
  const [was, is] = [deployed.Properties as RuleProperties, wanted.Properties as RuleProperties];
  const targets = is.Targets ?? [];
  const left = (was.Targets ?? [])
    .filter(({ Id }) => Id.startsWith(liveTargetPrefix) && !targets.some((target) => target.Id === Id))
    .slice(0, Math.max(0, maxTargets - targets.length));
  return left.length === 0 ? wanted : { ...wanted, Properties: { ...is, Targets: [...targets, ...left] } };
}

interface RoleProperties {
  readonly ManagedPolicyArns?: readonly unknown[];
  readonly Policies?: readonly RolePolicy[];
}
interface RolePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Statement: readonly unknown[] };
}

function mergeRoles(deployed: Resource, wanted: Resource): Resource {
  const [was, is] = [deployed.Properties as RoleProperties, wanted.Properties as RoleProperties];
  const managed = union(is.ManagedPolicyArns ?? [], was.ManagedPolicyArns ?? []);
  const policies = (is.Policies ?? []).map((policy) => {
    const known = was.Policies?.find(({ PolicyName }) => PolicyName === policy.PolicyName);
    return known === undefined ? policy : mergePolicies(known, policy);
  });
  const others = (was.Policies ?? []).filter(
    ({ PolicyName }) => !policies.some((one) => one.PolicyName === PolicyName),
  );
  return {
    ...wanted,
    Properties: {
      ...is,
      ...(managed.length > 0 && { ManagedPolicyArns: managed }),
      ...(policies.length + others.length > 0 && { Policies: [...policies, ...others] }),
    },
  };
}

function mergePolicies(deployed: RolePolicy, wanted: RolePolicy): RolePolicy {
  const Statement = union(wanted.PolicyDocument.Statement, deployed.PolicyDocument.Statement);
  return { ...wanted, PolicyDocument: { ...wanted.PolicyDocument, Statement } };
}

function union(wanted: readonly unknown[], deployed: readonly unknown[]): readonly unknown[] {
  const known = new Set(wanted.map((item) => JSON.stringify(item)));
  return [...wanted, ...deployed.filter((item) => !known.has(JSON.stringify(item)))];
}
