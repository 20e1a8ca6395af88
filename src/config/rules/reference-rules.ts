import { lessonCodes } from '../../model/finding.ts';
import { foundationIds } from '../../model/logical-ids.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath } from '../check/mistake.ts';
import { functionInputs } from '../normalise/function-input.ts';
import { shorthands } from '../normalise/make-policies.ts';
import { policyPlace } from '../normalise/make-service.ts';
import type { Settings } from '../normalise/merge-settings.ts';
import { isKnownReference, otherType, type Reference, type ResourceKind } from '../normalise/resource-arn.ts';
import { functionKeys, functionPath, hasFunction, type Rule, type RuleContext, servicePath } from './rule.ts';

const namedFunctionsExist: Rule = (context) => {
  const { hooks = [], smoke = [], exports = {}, budgets = {} } = context.input;
  const named: readonly { readonly path: ConfigPath; readonly key: string }[] = [
    ...hooks.map((hook, index) => ({ path: ['hooks', index, 'function'], key: hook.function })),
    ...smoke.flatMap((test, index) =>
      'invoke' in test ? [{ path: ['smoke', index, 'invoke'], key: test.invoke }] : [],
    ),
    ...Object.entries(exports).map(([name, key]) => ({ path: ['exports', name], key })),
    ...Object.keys(budgets.unzipped ?? {}).map((key) => ({ path: ['budgets', 'unzipped', key], key })),
  ];
  return named
    .filter(({ key }) => !hasFunction(context, key))
    .map(({ path, key }) => ({
      path: [...servicePath(context), ...path],
      message: `names a function that does not exist${didYouMean(key, functionKeys(context))}`,
      got: `"${key}"`,
    }));
};

const httpTestsHaveRoutes: Rule = (context) => {
  if (context.service.routes.length > 0 || context.isWritten([...servicePath(context), 'routes'])) return [];
  return (context.input.smoke ?? []).flatMap((test, index) =>
    'request' in test
      ? [{ path: [...servicePath(context), 'smoke', index], message: 'needs routes; a function is tested with invoke' }]
      : [],
  );
};

const policyReferencesExist: Rule = (context) => {
  const place = policyPlace(context.service.name, context.input, context.service.environment.name);
  const names = [...place.resources, ...place.queues];
  return writtenPolicies(context).flatMap(({ path, policy }) =>
    references(policy).flatMap(({ name, kind, reference }) => {
      const type = otherType(kind, reference, place);
      if (type !== undefined) return [{ path: [...path, name], message: `is ${type}, not a ${kind}` }];
      if (typeof reference !== 'string' || isKnownReference(kind, reference, place)) return [];
      const message = `names neither one of resources nor an ARN${didYouMean(reference, names)}`;
      return [{ path: [...path, name], message, got: `"${reference}"` }];
    }),
  );
};

type PolicyInput = NonNullable<Settings['policies']>[number];

function writtenPolicies(context: RuleContext): readonly { readonly path: ConfigPath; readonly policy: PolicyInput }[] {
  const owners = functionInputs(context.input).map(([key, input]) => ({ path: functionPath(context, key), input }));
  const defaults = { path: [...servicePath(context), 'defaults'], input: context.input.defaults };
  return [defaults, ...owners].flatMap(({ path, input }) =>
    (input?.policies ?? []).map((policy, index) => ({ path: [...path, 'policies', index], policy })),
  );
}

interface PolicyReference {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly reference: Reference;
}

function references(policy: PolicyInput): readonly PolicyReference[] {
  if (typeof policy === 'string' || 'Action' in policy) return [];
  return Object.entries(policy).flatMap(([name, reference]) => {
    const kind = shorthands[name]?.kind;
    return kind === undefined || reference === undefined ? [] : [{ name, kind, reference }];
  });
}

/** Two names may become the same logical id: `send-mail` and `sendMail`. */
const logicalIdsDiffer: Rule = (context) => {
  const first = new Map<string, string>();
  const clashes = foundationIds(context.service).flatMap(({ id, of }) => {
    const other = first.get(id);
    if (other === undefined) first.set(id, of);
    if (other === undefined || other === of) return [];
    return [{ path: servicePath(context), message: `${of} and ${other} would be the same resource ${id}; rename one` }];
  });
  const taken = Object.keys(context.service.resources).filter((id) => first.has(id));
  return [
    ...clashes,
    ...taken.map((id) => ({
      path: [...servicePath(context), 'resources', id],
      message: `is made by ship itself, for ${first.get(id)}; use another id`,
    })),
  ];
};

const ignoredLessonsExist: Rule = (context) =>
  Object.keys(context.input.ignore ?? {})
    .filter((code) => !lessonCodes.some((known) => known === code))
    .map((code) => ({
      path: [...servicePath(context), 'ignore', code],
      message: `is nothing that ship doctor says${didYouMean(code, lessonCodes)}`,
    }));

export const referenceRules: readonly Rule[] = [
  ignoredLessonsExist,
  namedFunctionsExist,
  httpTestsHaveRoutes,
  policyReferencesExist,
  logicalIdsDiffer,
];
