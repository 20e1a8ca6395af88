import type { ParsedConfig } from '../check/check-schema.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { ConfigPath, Mistake } from '../check/mistake.ts';
import { localEnvironment, type EnvironmentInput } from '../normalise/make-environments.ts';

export interface EnvironmentContext {
  readonly name: string;
  readonly input: EnvironmentInput;
  readonly config: ParsedConfig;
  readonly isWritten: (path: ConfigPath) => boolean;
}

/** What must hold in one environment, besides its services. */
export function checkEnvironment(context: EnvironmentContext): readonly Mistake[] {
  const path = ['environments', context.name];
  return [...checkTarget(context), ...checkOverrides(context)].map((mistake) => ({
    ...mistake,
    path: [...path, ...mistake.path],
  }));
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
