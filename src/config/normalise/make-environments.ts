import type { Environment } from '../../model/service.ts';
import type { ParsedConfig } from '../check/check-schema.ts';

export type EnvironmentInput = NonNullable<ParsedConfig['environments']>[string];

/** The environment that is always there: the local AWS, no account needed. */
export const localEnvironment = 'local';
const localRegion = 'us-east-1';
const localAccountId = '000000000000';

/** `local` first, then by name. */
export function makeEnvironments(config: ParsedConfig): readonly Environment[] {
  const { [localEnvironment]: local = {}, ...others } = config.environments ?? {};
  const named = Object.entries(others).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [[localEnvironment, local] as const, ...named].map(([name, written]) => makeEnvironment(name, written));
}

function makeEnvironment(name: string, written: EnvironmentInput): Environment {
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
  };
}
