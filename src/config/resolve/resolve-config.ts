import type { ConfigPath } from '../check/mistake.ts';
import { documentationOf } from '../documentation.ts';
import { memberOf } from '../check/prune.ts';
import { findConfigFile } from '../load/find-config-file.ts';
import { importConfig } from '../load/import-config.ts';
import type { LoadOptions } from '../loaded-config.ts';
import { resolveFunctions } from './resolve-functions.ts';
import { resolveMembers } from './resolve-members.ts';
import { fromPlaces, type ResolvedValue } from './resolved-value.ts';

const environmentKeys = ['target', 'account', 'region', 'profile', 'role', 'template', 'base', 'ttlDays', 'protected'];
// prettier-ignore
const serviceKeys = ['description', 'root', 'payload', 'cors', 'keepReleases', 'strategy', 'routes', 'openapi', 'authorizers', 'smoke',
  'hooks', 'exports', 'imports', 'resources', 'budgets', 'tags', 'ignore'];
const bakeKeys = ['for', 'alarms', 'errorRate', 'latency', 'throttles', 'minRequests', 'probesPerMinute'];
const watchKeys = ['dashboard', 'alarms', 'notify'];

/** What holds in one environment for these services, and where it was written. The config must have been checked before. */
export async function resolveConfig(
  options: LoadOptions & { readonly environment: string; readonly services: readonly string[] },
): Promise<readonly ResolvedValue[]> {
  const { written } = await importConfig(findConfigFile(options));
  return resolveWritten(written, options.environment, options.services);
}

/** Pure: the same of a config that was imported. */
export function resolveWritten(
  written: unknown,
  environment: string,
  services: readonly string[],
): readonly ResolvedValue[] {
  return [
    ...resolveEnvironment(written, environment),
    ...services.flatMap((name) => resolveService(written, environment, name)),
  ];
}

function resolveEnvironment(written: unknown, name: string): readonly ResolvedValue[] {
  const at = ['environments', name];
  return environmentKeys.flatMap((key) => {
    // `local` is there without being written, and is local without saying so.
    const fallback = key === 'target' ? (name === 'local' ? 'local' : 'aws') : undefined;
    return fromPlaces(written, { path: `environment.${key}`, key, places: [at], fallback });
  });
}

function resolveService(written: unknown, environment: string, name: string): readonly ResolvedValue[] {
  const own = ['services', name];
  const overrides = ['environments', environment, 'services', name];
  const settings = serviceKeys.flatMap((key) => {
    const fallback = documentationOf('ServiceConfig', key)?.default.replace('{name}', name);
    const found = fromPlaces(written, { path: `${name}.${key}`, key, places: [own, overrides], fallback });
    return found.map((one) => ({ ...one, value: summarize(key, one.value) }));
  });
  return [
    ...settings,
    ...resolveMembers(written, { name, key: 'bake', type: 'BakeConfig', members: bakeKeys, places: [own, overrides] }),
    ...resolveWatch(written, name, [['environments', environment], own, overrides]),
    ...resolveFunctions(written, { environment, service: name, own, overrides }),
  ];
}

function resolveWatch(written: unknown, name: string, places: readonly ConfigPath[]): readonly ResolvedValue[] {
  const found = resolveMembers(written, { name, key: 'watch', type: 'WatchConfig', members: watchKeys, places });
  return found.length > 0 ? found : [{ path: `${name}.watch`, value: true, from: 'default' }];
}

/** Of maps their names are enough here; the rest is in the config as it is. */
function summarize(key: string, value: unknown): unknown {
  if ((key === 'smoke' || key === 'hooks') && Array.isArray(value)) return value.map(nameOfTest);
  const isMap = ['routes', 'authorizers', 'resources'].includes(key);
  return isMap && typeof value === 'object' && value !== null ? Object.keys(value) : value;
}

const nameOfTest = (test: unknown): unknown =>
  memberOf(test, 'name') ?? memberOf(test, 'request') ?? memberOf(test, 'function') ?? memberOf(test, 'invoke');
