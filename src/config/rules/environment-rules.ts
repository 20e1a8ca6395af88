import type { ParsedConfig } from '../check/check-schema.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath, Mistake } from '../check/mistake.ts';
import { localEnvironment, makeEnvironment, prefixOf, type EnvironmentInput } from '../normalise/make-environments.ts';

export interface EnvironmentContext {
  readonly name: string;
  readonly input: EnvironmentInput;
  readonly config: ParsedConfig;
  readonly isWritten: (path: ConfigPath) => boolean;
}

/** What must hold in one environment, besides its services. */
export function checkEnvironment(context: EnvironmentContext): readonly Mistake[] {
  const path = ['environments', context.name];
  return [...checkTarget(context), ...checkTemplate(context), ...checkBase(context), ...checkOverrides(context)].map(
    (mistake) => ({
      ...mistake,
      path: [...path, ...mistake.path],
    }),
  );
}

function checkTarget({ name, input, isWritten }: EnvironmentContext): readonly Mistake[] {
  if (name === localEnvironment && input.target === 'aws')
    return [{ path: ['target'], message: 'must be "local" for the environment of that name', got: '"aws"' }];
  if ((input.target ?? (name === localEnvironment ? 'local' : 'aws')) === 'aws') {
    if (input.region !== undefined || isWritten(['environments', name, 'region'])) return [];
    return [{ path: ['region'], message: 'is required when the target is aws' }];
  }
  return (['profile', 'role'] as const)
    .filter((key) => input[key] !== undefined)
    .map((key) => ({ path: [key], message: 'has no meaning when the target is local' }));
}

/** An environment that is written is never one that somebody may make and take away. */
function checkTemplate({ name, input, config }: EnvironmentContext): readonly Mistake[] {
  if (input.template === undefined)
    return input.ttlDays === undefined ? [] : [{ path: ['ttlDays'], message: 'has a meaning for a template only' }];
  if (name === localEnvironment)
    return [{ path: ['template'], message: 'is not possible for the environment that is always there' }];
  const prefix = prefixOf(input.template);
  const others = Object.entries(config.environments ?? {}).filter(([other]) => other !== name);
  const caught = others.filter(([other, { template }]) => template === undefined && other.startsWith(prefix));
  const same = others.filter(([other, { template }]) => {
    const theirs = template === undefined ? undefined : prefixOf(template);
    return theirs !== undefined && (theirs.startsWith(prefix) || (prefix.startsWith(theirs) && other < name));
  });
  return [
    ...caught.map(([other]) => ({ path: ['template'], message: `fits the environment ${other} too` })),
    ...same.map(([other]) => ({ path: ['template'], message: `fits names of the template ${other} too` })),
  ].map((mistake) => ({ ...mistake, got: `"${input.template}"` }));
}

/** Names are resolved to ARNs of the same account and region. */
function checkBase({ name, input, config, isWritten }: EnvironmentContext): readonly Mistake[] {
  const { base } = input;
  if (base === undefined) return [];
  const wrong = (message: string): readonly Mistake[] => [{ path: ['base'], message, got: `"${base}"` }];
  const all = config.environments ?? {};
  const other = base === localEnvironment ? (all[base] ?? {}) : all[base];
  if (!other && isWritten(['environments', base])) return [];
  if (!other) return wrong(`is not an environment${didYouMean(base, Object.keys(all))}`);
  if (base === name) return wrong('is the environment itself');
  if (other.template !== undefined) return wrong('is a template; it must be an environment');
  if (other.base !== undefined) return wrong('has a base of its own; name that one');
  const differing = (['target', 'account', 'region'] as const).filter(
    (key) => placeOf(name, input)[key] !== placeOf(base, other)[key],
  );
  return differing.flatMap((key) => wrong(`has another ${key}: services are called in the same one only`));
}

function placeOf(
  name: string,
  input: EnvironmentInput,
): { readonly target: string; readonly region: string; readonly account: string } {
  const { target, region, accountId = '' } = makeEnvironment(name, input);
  return { target, region, account: accountId };
}

function checkOverrides({ input, config, isWritten }: EnvironmentContext): readonly Mistake[] {
  return Object.entries(input.services ?? {}).flatMap(([name, overrides]) => {
    const service = config.services[name];
    const path = ['services', name];
    if (service === undefined && isWritten(['services', name])) return [];
    if (service === undefined)
      return [{ path, message: `is not a service${didYouMean(name, Object.keys(config.services))}` }];
    const keys = ['main', ...Object.keys(service.functions ?? {})];
    const unknownFunctions = Object.keys(overrides.functions ?? {}).filter(
      (key) => !keys.includes(key) && !isWritten(['services', name, 'functions', key]),
    );
    const notJwt = Object.keys(overrides.authorizers ?? {}).filter((key) => service.authorizers?.[key]?.type !== 'jwt');
    return [
      ...unknownFunctions.map((key) => ({
        path: [...path, 'functions', key],
        message: `is not a function of ${name}${didYouMean(key, keys)}`,
      })),
      ...notJwt.map((key) => ({
        path: [...path, 'authorizers', key],
        message: `is not an authorizer of type jwt of ${name}`,
      })),
    ];
  });
}
