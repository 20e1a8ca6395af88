import type { Environment } from '../../model/service.ts';
import type { ParsedConfig } from '../check/check-schema.ts';

export type EnvironmentInput = NonNullable<ParsedConfig['environments']>[string];

/** The environment that is always there: the local AWS, no account needed. */
export const localEnvironment = 'local';
export const localRegion = 'us-east-1';
export const localAccountId = '000000000000';

/** `local` first, then by name. Templates are none: see `makeTemplates`. */
export function makeEnvironments(config: ParsedConfig): readonly Environment[] {
  const { [localEnvironment]: local = {}, ...others } = config.environments ?? {};
  const named = Object.entries(others).filter(([, { template }]) => template === undefined);
  const sorted = named.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [[localEnvironment, local] as const, ...sorted].map(([name, written]) => makeEnvironment(name, written));
}

/** What environments are made from. */
export interface Template {
  /** Key in the config. */
  readonly key: string;
  /** `pr-*` */
  readonly pattern: string;
  readonly input: EnvironmentInput;
}

export function makeTemplates(config: ParsedConfig): readonly Template[] {
  return Object.entries(config.environments ?? {}).flatMap(([key, input]) =>
    input.template === undefined || key === localEnvironment ? [] : [{ key, pattern: input.template, input }],
  );
}

/** `pr-` of `pr-*` */
export const prefixOf = (pattern: string): string => pattern.slice(0, -1);

/** Letters, digits and single hyphens after the prefix, as every environment's name. */
export function fits(name: string, { pattern }: Template): boolean {
  return name.startsWith(prefixOf(pattern)) && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name.slice(pattern.length - 1));
}

/** The environment of that name, made from the template. */
export function fromTemplate(name: string, { key, input }: Template): Environment {
  return { ...makeEnvironment(name, input), template: key, ...(input.ttlDays && { ttlDays: input.ttlDays }) };
}

export function makeEnvironment(name: string, written: EnvironmentInput): Environment {
  const target = written.target ?? (name === localEnvironment ? 'local' : 'aws');
  const accountId = written.account ?? (target === 'local' ? localAccountId : undefined);
  return {
    name,
    target,
    region: written.region ?? (target === 'local' ? localRegion : ''),
    ...(accountId !== undefined && { accountId }),
    ...(written.profile !== undefined && { profile: written.profile }),
    ...(written.role !== undefined && { roleArn: written.role }),
    protected: written.protected ?? false,
    ...(written.base !== undefined && { base: written.base }),
  };
}
