import { canonicalJson } from '../model/digest.ts';
import type { FoundationChanges, PermissionChange } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { readableExpression } from './readable-expression.ts';
import { replacingProperties } from './replaced-by.ts';

/** As much of a CloudFormation template as is compared. */
export interface PlainTemplate {
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, PlainResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** Undefined: there is none, or it was not read because the wanted one is deployed. */
export function deployedFoundation({ foundation }: Pick<Snapshot, 'foundation'>): PlainTemplate | undefined {
  return foundation === undefined ? undefined : (JSON.parse(foundation) as PlainTemplate);
}

interface PlainResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What would be lost with it, or what callers know by its address. */
export function isStateful(type: string): boolean {
  return !/^AWS::((IAM|Logs|CloudWatch|Events|Scheduler|Lambda)::|SNS::Subscription$)/.test(type);
}

/** Resources with something in them that are only in the deployed template: `Queue (AWS::SQS::Queue)`. */
export function statefulLeftovers(deployed: PlainTemplate, wanted: PlainTemplate): readonly string[] {
  return Object.entries(deployed.Resources)
    .filter(([id, { Type }]) => !wanted.Resources[id] && isStateful(Type))
    .map(nameOf);
}

/** Resources that come and change, and IAM statements that roles gain or lose. What only the old template has stays until pruned. */
export function foundationChanges(deployed: PlainTemplate | undefined, wanted: PlainTemplate): FoundationChanges {
  const before = deployed?.Resources ?? {};
  const entries = Object.entries(wanted.Resources);
  return {
    added: entries.filter(([id]) => !before[id]).map(nameOf),
    changed: entries.filter(([id, is]) => before[id] && canonicalJson(before[id]) !== canonicalJson(is)).map(nameOf),
    replaced: entries.flatMap(([id, is]) => replacement(id, before[id], is)),
    leftOver: Object.entries(before)
      .filter(([id]) => !wanted.Resources[id])
      .map(nameOf),
    gained: difference(statements(wanted.Resources), statements(before)),
    lost: difference(statements(before), statements(wanted.Resources)),
  };
}

/** `Table (AWS::DynamoDB::Table): KeySchema` */
function replacement(id: string, was: PlainResource | undefined, is: PlainResource): readonly string[] {
  if (!was) return [];
  const name = nameOf([id, is]);
  if (was.Type !== is.Type) return [`${name}: it was ${was.Type}`];
  const differing = replacingProperties(is.Type).filter(
    (key) => canonicalJson(was.Properties?.[key] ?? null) !== canonicalJson(is.Properties?.[key] ?? null),
  );
  if (differing.length === 0) return [];
  return [`${name}: ${differing.join(', ')}${isStateful(is.Type) ? '; wants --allow-replace' : ''}`];
}

function nameOf([id, { Type }]: readonly [string, PlainResource]): string {
  return `${id} (${Type})`;
}

function difference(
  these: readonly PermissionChange[],
  those: readonly PermissionChange[],
): readonly PermissionChange[] {
  const known = new Set(those.map(canonicalJson));
  return these.filter((one) => !known.has(canonicalJson(one)));
}

function statements(resources: PlainTemplate['Resources']): readonly PermissionChange[] {
  const plain = (value: unknown): string => readableExpression(value, (logicalId) => resources[logicalId]?.Type);
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .flatMap(([id, { Properties = {} }]) => {
      // A role of its own for what it denies is the function's role all the same: see identities.ts.
      const role = id.replace(/^(Role\w+)[0-9a-f]{8}$/, '$1');
      return [...inline(role, Properties, plain), ...managed(role, Properties, plain)];
    });
}

type Plain = (value: unknown) => string;

function inline(role: string, properties: Readonly<Record<string, unknown>>, plain: Plain): PermissionChange[] {
  const policies = (properties['Policies'] ?? []) as readonly { PolicyDocument: { Statement: readonly Statement[] } }[];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Effect, Action, Resource, Condition }) => ({
      role,
      effect: Effect,
      actions: [Action].flat().join(', '),
      resources: [[Resource].flat().map(plain).join(', '), ...(Condition ? [`where ${plain(Condition)}`] : [])].join(
        ' ',
      ),
    }));
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function managed(role: string, properties: Readonly<Record<string, unknown>>, plain: Plain): PermissionChange[] {
  const arns = (properties['ManagedPolicyArns'] ?? []) as readonly unknown[];
  return arns.map((arn) => ({ role, effect: 'Allow', actions: 'as the managed policy says', resources: plain(arn) }));
}
