import type { RolePolicies } from '../model/snapshot.ts';
import type { DriftFinding } from './find-drift.ts';
import type { PlainTemplate } from './foundation-changes.ts';
import { type DeployedStack, makeResolve, type Resolve } from './resolve-reference.ts';
import { covers, type Right, rightsOf } from './role-rights.ts';

/** What roles may do less, or besides, than the deployed template says. A resource that cannot be told for sure is any. */
export function roleDrift(
  template: PlainTemplate,
  stack: DeployedStack,
  roles: Readonly<Record<string, RolePolicies | undefined>>,
): readonly DriftFinding[] {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  // Policies with resources of their own reach roles too: what a role has besides is then nobody's edit.
  const sayMore = !types.some((type) => /^AWS::IAM::(\w*Policy)$/.test(type));
  const resolve = makeResolve(template, stack);
  return Object.entries(template.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && id in roles)
    .flatMap(([id, { Properties = {} }]) => {
      const { lost, more } = compare(Properties, roles[id], resolve);
      return [
        ...lost.map((what) => finding('PERMISSION_MISSING', `role ${id} has lost: ${what}`)),
        ...(sayMore ? more : []).map((what) => finding('PERMISSION_ADDED', `role ${id} was given by hand: ${what}`)),
      ];
    });
}

interface Difference {
  readonly lost: readonly string[];
  readonly more: readonly string[];
}

function compare(
  properties: Readonly<Record<string, unknown>>,
  is: RolePolicies | undefined,
  resolve: Resolve,
): Difference {
  if (!is) return { lost: ['all, it is gone'], more: [] };
  const policies = (properties['Policies'] ?? []) as readonly { PolicyDocument: unknown }[];
  const arns = ((properties['ManagedPolicyArns'] ?? []) as readonly unknown[]).map(resolve);
  const written = policies.map(({ PolicyDocument }) => rightsOf(PolicyDocument, resolve));
  const wanted = written.flatMap((rights) => rights ?? []);
  const found = Object.values(is.inline).flatMap((document) => rightsOf(document, resolve) ?? []);
  const lost = [...without(wanted, found), ...arns.filter((arn) => arn !== undefined && !is.managed.includes(arn))];
  // What a condition of CloudFormation's stands for is not known here.
  const isKnown = !arns.includes(undefined) && !written.includes(undefined);
  const more = isKnown ? [...without(found, wanted), ...is.managed.filter((arn) => !arns.includes(arn))] : [];
  return { lost: lost.filter((one) => one !== undefined), more };
}

/** Of a right that others say too nothing is told: `Allow s3:GetObject, s3:PutObject on arn:aws:s3:::pictures/*`. */
function without(these: readonly Right[], those: readonly Right[]): readonly string[] {
  const left = these.filter((right) => !those.some((other) => covers(other, right)));
  const groups = new Map<string, { readonly effect: string; readonly place: string; readonly actions: Set<string> }>();
  for (const { effect, action, resource, condition } of left) {
    const place = `${resource === undefined ? '' : ` on ${resource}`}${condition ? ` if ${condition}` : ''}`;
    const group = groups.get(effect + place) ?? { effect, place, actions: new Set() };
    groups.set(effect + place, group);
    group.actions.add(action);
  }
  return [...groups.values()].map(({ effect, place, actions }) => `${effect} ${[...actions].join(', ')}${place}`);
}

// CloudFormation sends what changes in its template, and the template has not changed: a deploy mends nothing here.
function finding(code: string, what: string): DriftFinding {
  return {
    code,
    what,
    next: 'put it right in IAM (ship template shows how it was made): a deploy changes no role that its config has not changed',
  };
}
