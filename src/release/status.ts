import { outputs } from '../model/names.ts';
import { liveAlias, previewStage, type KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { LockState, Snapshot } from '../model/snapshot.ts';
import { findGoneVersions } from '../plan/gone-versions.ts';
import { hasLiveAlias } from '../plan/plan-events.ts';
import { lostApi, wayOut } from '../plan/plan-foundation.ts';
import { knownReleases, liveRelease, previewRelease } from '../plan/releases.ts';
import type { Cloud } from './cloud.ts';
import { isOfEarlier } from './earlier-rollback.ts';
import { isHeld } from './lock.ts';
import { parseLiveNote } from './live-note.ts';
import { look } from './look.ts';

export interface ServiceStatus {
  readonly service: string;
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  /** Undefined: nothing is live. */
  readonly live?: ReleaseSummary;
  /** What `ship rollback` would go back to, then further back. */
  readonly previous: readonly ReleaseSummary[];
  readonly functions: readonly FunctionStatus[];
  readonly url?: string;
  readonly previewUrl?: string;
  /** On the preview but not live: under test now, failed, or stopped half-way. */
  readonly preview?: ReleaseSummary;
  /** On the way to another release: so many per cent of the calls go to it, all others to the live one. */
  readonly canary?: { readonly release: string; readonly percent: number; readonly since: string };
  /** The release on the preview waits for a person: ship promote-preview, or ship abort. */
  readonly waiting?: { readonly release: string; readonly since: string; readonly actor: string };
  readonly pinned?: string;
  readonly lock?: {
    readonly owner: string;
    readonly purpose: string;
    readonly since: string;
    readonly expiresAt: string;
    readonly expired: boolean;
  };
  readonly stack?: string;
  /** What is not as it should be, in sentences; each names the way out. */
  readonly unfinished: readonly string[];
}

export interface ReleaseSummary {
  readonly name: string;
  readonly digest: string;
  readonly gitSha?: string;
  readonly dirty: boolean;
  readonly actor: string;
  readonly madeAt: string;
  readonly message?: string;
}

export interface FunctionStatus {
  readonly key: string;
  readonly lambdaName: string;
  readonly version?: string;
  /** Version behind the `live` alias, where events or other services use it. */
  readonly liveAlias?: string;
}

export async function readStatus(service: Service, cloud: Cloud, now: Date): Promise<ServiceStatus> {
  const snapshot = await look(cloud, service);
  return describeStatus(service, snapshot, now);
}

/** Pure: what a look says about a service. */
export function describeStatus(service: Service, snapshot: Snapshot, now: Date): ServiceStatus {
  const live = liveRelease(snapshot);
  const preview = previewRelease(snapshot);
  const pinned = liveNoteOf(snapshot).pinned;
  const endpoint = snapshot.api?.endpoint ?? snapshot.stack?.outputs[outputs.apiEndpoint];
  return {
    service: service.name,
    environment: service.environment.name,
    accountId: snapshot.accountId,
    region: snapshot.region,
    previous: wayBack(snapshot),
    functions: service.functions.map(({ key, lambdaName }) => functionStatus(snapshot, key, lambdaName, live)),
    unfinished: unfinished(service, snapshot, now),
    ...(live ? { live: summarize(live) } : {}),
    ...(preview && preview.number !== live?.number ? { preview: summarize(preview) } : {}),
    ...(endpoint ? { url: endpoint, previewUrl: `${endpoint}/${previewStage}` } : {}),
    ...onTheWay(snapshot),
    ...(pinned ? { pinned } : {}),
    ...lockStatus(snapshot, now),
    ...(snapshot.stack ? { stack: snapshot.stack.status } : {}),
  };
}

export function summarize({ number, digest, gitSha, dirty, actor, madeAt, message }: KnownRelease): ReleaseSummary {
  return {
    name: `r${number}`,
    digest,
    dirty,
    actor,
    madeAt,
    ...(gitSha ? { gitSha } : {}),
    ...(message ? { message } : {}),
  };
}

function liveNoteOf(snapshot: Snapshot): ReturnType<typeof parseLiveNote> {
  return parseLiveNote(snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '');
}

function wayBack(snapshot: Snapshot): readonly ReleaseSummary[] {
  const known = knownReleases(snapshot);
  return liveNoteOf(snapshot)
    .chain.slice(1)
    .flatMap(({ number }) => known.find((release) => release.number === number) ?? [])
    .map(summarize);
}

function onTheWay({ api }: Snapshot): Pick<ServiceStatus, 'canary' | 'waiting'> {
  const { canary, waiting } = api ?? {};
  return {
    ...(canary ? { canary: { release: `r${canary.number}`, percent: canary.percent, since: canary.since } } : {}),
    ...(waiting ? { waiting: { release: `r${waiting.number}`, since: waiting.since, actor: waiting.actor } } : {}),
  };
}

function functionStatus(
  snapshot: Snapshot,
  key: string,
  lambdaName: string,
  live: KnownRelease | undefined,
): FunctionStatus {
  const version = live?.functions.find((one) => one.key === key)?.version;
  const alias = snapshot.functions[key]?.aliases[liveAlias]?.version;
  return { key, lambdaName, ...(version ? { version } : {}), ...(alias ? { liveAlias: alias } : {}) };
}

function lockStatus({ lock }: Snapshot, now: Date): Pick<ServiceStatus, 'lock'> {
  if (!lock?.owner) return {};
  const { owner, purpose = '', since = '', expiresAt = '' } = lock;
  return { lock: { owner, purpose, since, expiresAt, expired: !isHeld(lock, now) } };
}

function unfinished(service: Service, snapshot: Snapshot, now: Date): readonly string[] {
  const live = liveRelease(snapshot);
  const again = `ship deploy ${service.name}`;
  const { api, stack } = snapshot;
  const foreign =
    api?.live?.deploymentId && !live
      ? [`the live stage shows deployment ${api.live.deploymentId}, which ship did not make: ${again}`]
      : [];
  const lost =
    lostApi(snapshot) === undefined
      ? []
      : [`the HTTP API of ${service.name} was deleted by hand: ship explain API_GONE`];
  const out = stack && wayOut(stack, service.name);
  const busy =
    stack && (out !== undefined || !stack.status.endsWith('_COMPLETE'))
      ? [`stack ${stack.name} is ${stack.status}: ${out ?? again}`]
      : [];
  return [
    ...cutShort(service, snapshot, now),
    ...foreign,
    ...lost,
    ...leftShare(service, snapshot, now),
    ...busy,
    ...behind(service, snapshot, isHalfBack(snapshot) ? `ship rollback ${service.name}` : again),
    ...brokenWayBack(service, snapshot),
  ];
}

/** A rollback made live what is, and has not come to its end. */
const isHalfBack = (snapshot: Snapshot): boolean =>
  isOfEarlier(liveNoteOf(snapshot), snapshot.lock, { holders: new Set() });

/** Who held the lock and died, or gave it back with a rollback half-way. */
function cutShort({ name }: Service, snapshot: Snapshot, now: Date): readonly string[] {
  const { lock } = snapshot;
  if (isHeld(lock, now)) return [];
  if (lock?.owner)
    return [`${lock.purpose ?? 'a run'} by ${lock.owner} never ended; its lock has expired: ${wayOn(lock, name)}`];
  const live = liveRelease(snapshot);
  if (!isHalfBack(snapshot)) return [];
  return [`the rollback to r${live?.number ?? '?'} did not come to its end: ship rollback ${name}`];
}

/** The same command again ends what a dead run began; who wants no such end may deploy as well. */
function wayOn({ purpose = '' }: LockState, service: string): string {
  const [, verb = 'deploy', to] =
    /^(rollback|destroy|prune|promote-preview|abort)\b(?: to (r\d+)$)?/.exec(purpose) ?? [];
  return `ship ${verb} ${service}${to === undefined ? '' : ` --to ${to}`}`;
}

function behind(service: Service, snapshot: Snapshot, way: string): readonly string[] {
  const live = liveRelease(snapshot);
  return service.functions
    .filter(({ key }) => hasLiveAlias(service, key, snapshot.stack) && live)
    .flatMap(({ key }) => {
      const wanted = live?.functions.find((one) => one.key === key)?.version;
      const alias = snapshot.functions[key]?.aliases[liveAlias]?.version;
      return wanted && alias !== wanted
        ? [`${key}'s live alias is on version ${alias ?? 'none'}, not ${wanted}: ${way}`]
        : [];
    });
}

/** While its run lives, a share is no leftover but work in progress. */
function leftShare({ name }: Service, { api, lock }: Snapshot, now: Date): readonly string[] {
  const { canary } = api ?? {};
  if (!canary || isHeld(lock, now)) return [];
  const what = `the ${canary.percent} % of the calls that r${canary.number} has`;
  return [`nobody watches ${what}: ship deploy ${name}, or ship rollback ${name}`];
}

/** Said while there is time: a rollback reads no versions, it has to be quick. */
function brokenWayBack(service: Service, snapshot: Snapshot): readonly string[] {
  const known = knownReleases(snapshot);
  return liveNoteOf(snapshot).chain.flatMap(({ number }) => {
    const release = known.find((one) => one.number === number);
    const gone = release ? findGoneVersions(service, snapshot, release).gone : [];
    const names = gone.map(({ key, version }) => `${key} version ${version}`).join(', ');
    return gone.length === 0 ? [] : [`r${number} would fail: ${names} was deleted, not by ship`];
  });
}
