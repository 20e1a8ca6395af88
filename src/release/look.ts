import { wrongAccount } from '../errors/catalogue/release-errors.ts';
import { outputs, stackName } from '../model/names.ts';
import { liveStage, lockAlias, previewStage } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { AliasState, ApiState, DeploymentState, FunctionState, Snapshot, StackState } from '../model/snapshot.ts';
import { hasLiveAlias } from '../plan/plan-events.ts';
import type { Cloud } from './cloud.ts';
import { parseRelease } from './describe-release.ts';
import { parseLock } from './lock.ts';
import { readRouteless } from './routeless.ts';

export interface LookOptions {
  /** Of the wanted routes: when it differs from the live one's, the live routes' keys are read too. */
  readonly routesDigest?: string;
  /** Of the wanted foundation, given the stack: when it differs from the deployed one's, that template is read too. */
  readonly foundationDigest?: (stack: StackState | undefined) => string;
  /** Aliases, event sources and provisioned concurrency of every function, for prune and drift. */
  readonly everything?: boolean;
}

/**
 * What AWS says now, in two rounds of parallel reads: what has a name of its own first, then what hangs below the API.
 * Which account answers is read off the stack's ARN; only a first deploy has to ask STS.
 */
export async function look(cloud: Cloud, service: Service, options: LookOptions = {}): Promise<Snapshot> {
  const [stack, functions, reserved, provisioned, eventSources] = await Promise.all([
    cloud.describeStack(stackName(service)),
    readFunctions(cloud, service, options),
    readReserved(cloud, service),
    readProvisioned(cloud, service, options),
    readEventSources(cloud, service, options),
  ]);
  const accountId = await checkAccount(cloud, service, stack);
  const apiId = stack?.outputs[outputs.apiId];
  const api = apiId ? await readApi(cloud, service, stack, apiId) : undefined;
  const lock = parseLock(functions[service.main]?.aliases[lockAlias]);
  const routeless = service.routes.length === 0 ? readRouteless(service, functions) : undefined;
  const [liveRoutes, orphaned, foundation] = await Promise.all([
    readLiveRoutes(cloud, api, options.routesDigest),
    readOrphans(cloud, service, { stack, api, routeless }, options),
    readFoundation(cloud, stack, options),
  ]);
  return {
    accountId,
    region: service.environment.region,
    functions,
    reservedConcurrency: reserved,
    provisioned,
    eventSources: [...eventSources, ...orphaned],
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
  return everything === true || key === service.main || service.routes.length === 0 || hasLiveAlias(service, key);
}

async function readFunction(
  cloud: Cloud,
  { key, lambdaName }: FunctionDefinition,
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

async function readReserved(cloud: Cloud, service: Service): Promise<Record<string, number | undefined>> {
  const wanted = service.functions.filter(({ reservedConcurrency }) => reservedConcurrency !== undefined);
  const rows = await Promise.all(
    wanted.map(async ({ key, lambdaName }) => [key, await cloud.readReservedConcurrency(lambdaName)] as const),
  );
  return Object.fromEntries(rows);
}

async function readProvisioned(
  cloud: Cloud,
  service: Service,
  { everything }: LookOptions,
): Promise<Record<string, readonly string[]>> {
  const wanted = service.functions.filter(
    ({ provisionedConcurrency }) => everything === true || provisionedConcurrency !== undefined,
  );
  const rows = await Promise.all(
    wanted.map(async ({ key, lambdaName }) => [key, await cloud.listProvisionedVersions(lambdaName)] as const),
  );
  return Object.fromEntries(rows);
}

async function readEventSources(
  cloud: Cloud,
  service: Service,
  { everything }: LookOptions,
): Promise<Snapshot['eventSources']> {
  const fed = service.functions.filter((definition) => everything === true || isFed(definition));
  return (await Promise.all(fed.map(({ key, lambdaName }) => cloud.listEventSources(lambdaName, key)))).flat();
}

async function readFoundation(
  cloud: Cloud,
  stack: StackState | undefined,
  { foundationDigest }: LookOptions,
): Promise<string | undefined> {
  const is = stack?.outputs[outputs.foundationDigest];
  if (!stack || is === undefined || foundationDigest === undefined || foundationDigest(stack) === is) return undefined;
  return cloud.readTemplate(stack.name);
}

/**
 * What feeds functions of the live release and is no longer in the config: it would go on for ever. Functions that stay
 * are asked only when the foundation tells that there was more, for each costs a call.
 */
async function readOrphans(
  cloud: Cloud,
  service: Service,
  { stack, api, routeless }: Pick<Snapshot, 'stack' | 'api' | 'routeless'>,
  options: LookOptions,
): Promise<Snapshot['eventSources']> {
  const live = api?.deployments.find(({ id }) => id === api.live?.deploymentId)?.release ?? routeless?.live;
  const mayHave = options.everything !== true && foundationHadMore(service, stack, options);
  const asked = (live?.functions ?? []).filter(({ key }) => {
    const known = service.functions.find((one) => one.key === key);
    return known === undefined || (mayHave && !isFed(known));
  });
  const sources = await Promise.all(
    asked.map(({ key }) => cloud.listEventSources(`${stackName(service)}-${key}`, key)),
  );
  return sources.flat();
}

const isFed = ({ events }: FunctionDefinition): boolean => events.some(({ kind }) => kind === 'queue');

/** Another foundation than the wanted one, or queues that the config no longer has: an update leaves them in the stack. */
function foundationHadMore(
  service: Service,
  stack: StackState | undefined,
  { foundationDigest }: LookOptions,
): boolean {
  if (!stack) return false;
  const is = stack.outputs[outputs.foundationDigest];
  if (foundationDigest !== undefined && is !== foundationDigest(stack)) return true;
  const queues = service.functions.flatMap(({ events }) => events.map(({ name }) => outputs.queueArn(name)));
  return Object.keys(stack.outputs).some((name) => /^Queue.+Arn$/.test(name) && !queues.includes(name));
}

async function readApi(
  cloud: Cloud,
  service: Service,
  stack: StackState | undefined,
  apiId: string,
): Promise<ApiState | undefined> {
  // A local API listens on a port that may be another one after a restart; AWS's endpoint stands in the stack for good.
  const known = service.environment.target === 'aws' ? stack?.outputs[outputs.apiEndpoint] : undefined;
  const [endpoint, stages, deployments] = await Promise.all([
    known ?? cloud.readApi(apiId).then((api) => api?.endpoint),
    cloud.listStages(apiId),
    cloud.listDeployments(apiId),
  ]);
  const stage = (name: string): ApiState['live'] => stages.find((candidate) => candidate.name === name);
  const live = stage(liveStage);
  const preview = stage(previewStage);
  return {
    id: apiId,
    endpoint: endpoint ?? '',
    ...(live ? { live } : {}),
    ...(preview ? { preview } : {}),
    otherStages: stages.filter(({ name }) => name !== liveStage && name !== previewStage),
    deployments: deployments.map(withRelease),
  };
}

function withRelease(deployment: DeploymentState): DeploymentState {
  const record = parseRelease(deployment.description);
  return record ? { ...deployment, release: { ...record, deploymentId: deployment.id } } : deployment;
}

/** The keys of the routes are one read more, made only when they differ: the plan shows what comes and goes. */
async function readLiveRoutes(
  cloud: Cloud,
  api: ApiState | undefined,
  routesDigest: string | undefined,
): Promise<readonly string[] | undefined> {
  const live = api?.deployments.find(({ id }) => id === api.live?.deploymentId)?.release;
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
