import type { RolePolicies } from '../model/snapshot.ts';
import type { DriftFinding } from './find-drift.ts';
import type { PlainTemplate } from './foundation-changes.ts';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
}

/**
 * What roles may do less, or besides, than the deployed template says. Resources are not compared: the template names them
 * by references that only CloudFormation resolves.
 */
export function roleDrift(
  template: PlainTemplate,
  roles: Readonly<Record<string, RolePolicies | undefined>>,
): readonly DriftFinding[] {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  // Policies with resources of their own reach roles too: what a role has besides is then nobody's edit.
  const sayMore = !types.some((type) => /^AWS::IAM::(\w*Policy)$/.test(type));
  return Object.entries(template.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && id in roles)
    .flatMap(([id, { Properties = {} }]) => {
      const { lost, more } = compare(Properties, roles[id]);
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

function compare(properties: Readonly<Record<string, unknown>>, is: RolePolicies | undefined): Difference {
  if (!is) return { lost: ['all, it is gone'], more: [] };
  const policies = (properties['Policies'] ?? []) as readonly { PolicyDocument: unknown }[];
  const arns = (properties['ManagedPolicyArns'] ?? []) as readonly unknown[];
  const named = arns.filter((arn) => typeof arn === 'string');
  const wanted = [...policies.flatMap(({ PolicyDocument }) => rights(PolicyDocument)), ...named];
  const found = [...Object.values(is.inline).flatMap(rights), ...is.managed];
  // What a reference or a condition of CloudFormation's stands for is not known here.
  const isKnown = named.length === arns.length && !wanted.includes(unknown);
  return { lost: without(wanted, [...found, unknown]), more: isKnown ? without(found, wanted) : [] };
}

const unknown = 'unknown';

/** `Allow s3:GetObject`, one per action. */
function rights(document: unknown): readonly string[] {
  const { Statement: statements = [] } = (document ?? {}) as { Statement?: Statement | readonly Statement[] };
  return [statements]
    .flat()
    .flatMap(({ Effect, Action = [], NotAction = [] }: Statement) =>
      Effect === undefined
        ? [unknown]
        : [
            ...[Action].flat().map((action) => `${Effect} ${action}`),
            ...[NotAction].flat().map((action) => `${Effect} all but ${action}`),
          ],
    );
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const known = new Set(those);
  return [...new Set(these)].filter((one) => !known.has(one));
}

// CloudFormation sends what changes in its template, and the template has not changed: a deploy mends nothing here.
function finding(code: string, what: string): DriftFinding {
  return {
    code,
    what,
    next: 'put it right in IAM (ship template shows how it was made): a deploy changes no role that its config has not changed',
  };
}
