import { wrongAccount } from '../errors/catalogue/release-errors.ts';
import { connectionsOf } from '../model/connections.ts';
import { outputs, stackName } from '../model/names.ts';
import { liveStage, lockAlias } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { AliasState, ApiState, FunctionState, Snapshot, StackState } from '../model/snapshot.ts';
import { exportedKeys, hasLiveAlias } from '../plan/plan-events.ts';
import { knownReleases, releaseOnLive } from '../plan/releases.ts';
import { lambdaNameOf } from '../plan/resolve-connections.ts';
import { keepsOthers } from '../template/kept-connections.ts';
import type { Cloud } from './cloud.ts';
import { parseLock } from './lock.ts';
import { lookAtConcurrency, lookAtForgotten } from './look-concurrency.ts';
import {
  configPlaces,
  keptConnections,
  lookAtEvents,
  lookAtSubscriptions,
  otherPlaces,
  type SeenEvents,
} from './look-events.ts';
import { readApi } from './read-api.ts';
import { readRouteless } from './routeless.ts';

export interface LookOptions {
  /** Of the wanted routes: when it differs from the live one's, the live routes' keys are read too. */
  readonly routesDigest?: string;
  /** Of the wanted foundation, given the stack: when it differs from the deployed one's, that template is read too. */
  readonly foundationDigest?: (stack: StackState | undefined) => string;
  /** Aliases, event sources and concurrency of every function, for prune and drift. */
  readonly everything?: boolean;
}

/**
 * What AWS says now, in two rounds of parallel reads: what has a name of its own first, then what hangs below the API.
 * Which account answers is read off the stack's ARN; only a first deploy has to ask STS.
 */
export async function look(cloud: Cloud, service: Service, options: LookOptions = {}): Promise<Snapshot> {
  const places = configPlaces(service, options.everything === true);
  const [stack, functions, concurrency, connected] = await Promise.all([
    cloud.describeStack(stackName(service)),
    readFunctions(cloud, service, options),
    lookAtConcurrency(cloud, service, options.everything === true),
    lookAtEvents(cloud, service, places),
  ]);
  const accountId = await checkAccount(cloud, service, stack);
  const apiId = stack?.outputs[outputs.apiId];
  const api = apiId ? await readApi(cloud, service, stack, apiId) : undefined;
  const lock = parseLock(functions[service.main]?.aliases[lockAlias]);
  const routeless = service.routes.length === 0 ? readRouteless(service, functions) : undefined;
  const held = knownReleases({ ...(api ? { api } : {}), ...(routeless ? { routeless } : {}) });
  const [liveRoutes, foundation, ofOlder, exported] = await Promise.all([
    readLiveRoutes(cloud, api, options.routesDigest),
    readFoundation(cloud, service, stack, options),
    lookAtForgotten(cloud, service, concurrency, held),
    readExported(cloud, service, stack, functions, options),
  ]);
  const older = await readOlderEvents(cloud, service, { stack, foundation }, options);
  return {
    accountId,
    region: service.environment.region,
    functions: { ...functions, ...exported },
    ...ofOlder,
    eventSources: [...connected.eventSources, ...older.eventSources],
    permissions: [...connected.permissions, ...older.permissions],
    notifications: [...connected.notifications, ...older.notifications],
    subscriptions: older.subscriptions,
    connections: older.connections,
    ...(stack ? { stack } : {}),
    ...(api ? { api } : {}),
    ...(lock ? { lock } : {}),
    ...(routeless ? { routeless } : {}),
    ...(liveRoutes ? { liveRoutes } : {}),
    ...(foundation === undefined ? {} : { foundation }),
  };
}

export async function checkAccount(cloud: Cloud, service: Service, stack: StackState | undefined): Promise<string> {
  const accountId = stack?.accountId ?? (await cloud.whoAmI()).accountId;
  const wanted = service.environment.accountId;
  if (wanted && wanted !== accountId) throw wrongAccount(service.environment.name, wanted, accountId);
  return accountId;
}

async function readFunctions(
  cloud: Cloud,
  service: Service,
  options: LookOptions,
): Promise<Record<string, FunctionState>> {
  const states = await Promise.all(
    service.functions.map((definition) =>
      readFunction(cloud, definition, needsAliases(service, definition.key, options)),
    ),
  );
  return Object.fromEntries(states.flatMap((state) => (state ? [[state.key, state]] : [])));
}

/** One read each: the lock's function, and whatever is called through its `live` alias. */
function needsAliases(service: Service, key: string, { everything }: LookOptions): boolean {
  return (
    everything === true || key === service.main || service.routes.length === 0 || hasLiveAlias(service, key, undefined)
  );
}

/** Exported once, and no longer: only the stack knows of it, and others may still call its alias. */
async function readExported(
  cloud: Cloud,
  service: Service,
  stack: StackState | undefined,
  functions: Readonly<Record<string, FunctionState>>,
  options: LookOptions,
): Promise<Record<string, FunctionState>> {
  const known = exportedKeys(service, stack).flatMap((key) => functions[key] ?? []);
  const others = known.filter(({ key }) => !needsAliases(service, key, options));
  const rows = others.map(async (state) => {
    const aliases = await cloud.listAliases(lambdaNameOf({ stack: stackName(service) }, state.key));
    return [state.key, { ...state, aliases: byName(aliases ?? []) }] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** Functions of older releases, with their aliases. */
export async function readOtherFunctions(
  cloud: Cloud,
  service: Service,
  keys: readonly string[],
): Promise<Record<string, FunctionState>> {
  const nameOf = (key: string): string => lambdaNameOf({ stack: stackName(service) }, key);
  const states = await Promise.all(keys.map((key) => readFunction(cloud, { key, lambdaName: nameOf(key) }, true)));
  return Object.fromEntries(states.flatMap((state) => (state ? [[state.key, state]] : [])));
}

async function readFunction(
  cloud: Cloud,
  { key, lambdaName }: Pick<FunctionDefinition, 'key' | 'lambdaName'>,
  withAliases: boolean,
): Promise<FunctionState | undefined> {
  const [all, aliases] = await Promise.all([
    cloud.listVersions(lambdaName),
    withAliases ? cloud.listAliases(lambdaName) : [],
  ]);
  const latest = all?.find(({ version }) => version === '$LATEST');
  if (!all || !latest) return undefined;
  const versions = all
    .filter((version) => version !== latest)
    .toSorted((a, b) => Number(a.version) - Number(b.version));
  return { key, versions, latest, aliases: byName(aliases ?? []) };
}

function byName(aliases: readonly AliasState[]): Record<string, AliasState> {
  return Object.fromEntries(aliases.map((alias) => [alias.name, alias]));
}

async function readFoundation(
  cloud: Cloud,
  service: Service,
  stack: StackState | undefined,
  { foundationDigest, everything }: LookOptions,
): Promise<string | undefined> {
  const is = stack?.outputs[outputs.foundationDigest];
  if (!stack || is === undefined) return undefined;
  const differs = foundationDigest !== undefined && foundationDigest(stack) !== is;
  const wanted = everything === true || differs || keepsOthers(service, stack.outputs);
  return wanted ? cloud.readTemplate(stack.name) : undefined;
}

/** What older releases connected is looked for only where the stack keeps such: it costs a call for each place. */
async function readOlderEvents(
  cloud: Cloud,
  service: Service,
  { stack, foundation }: Pick<Snapshot, 'stack' | 'foundation'>,
  options: LookOptions,
): Promise<SeenEvents> {
  const connections = keptConnections(foundation);
  const seen = configPlaces(service, options.everything === true);
  const others = otherPlaces(service, Object.values(connections), stack, seen);
  const all = [connectionsOf(service), ...Object.values(connections)];
  const [events, subscriptions] = await Promise.all([
    lookAtEvents(cloud, service, others),
    lookAtSubscriptions(cloud, all, stack),
  ]);
  return { ...events, subscriptions, connections };
}

/** The keys of the routes are one read more, made only when they differ: the plan shows what comes and goes. */
async function readLiveRoutes(
  cloud: Cloud,
  api: ApiState | undefined,
  routesDigest: string | undefined,
): Promise<readonly string[] | undefined> {
  const live = api && releaseOnLive(api);
  if (!api?.live || routesDigest === undefined || live?.routesDigest === routesDigest) return undefined;
  return routeKeys(await cloud.exportRoutes(api.id, liveStage));
}

/** OpenAPI 3.0 text -> `GET /orders/{id}`, `ANY /x`, `$default`. */
export function routeKeys(openApi: string): readonly string[] {
  const document = JSON.parse(openApi) as { paths?: Record<string, Record<string, unknown>> };
  return Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).flatMap((method) => {
      if (path === '/$default' || path === '$default') return ['$default'];
      if (method === 'x-amazon-apigateway-any-method') return [`ANY ${path}`];
      return /^(get|put|post|delete|options|head|patch)$/.test(method) ? [`${method.toUpperCase()} ${path}`] : [];
    }),
  );
}
