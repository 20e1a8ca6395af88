import type { Artifact } from '../model/artifact.ts';
import { connectionsDigest, connectionsOf } from '../model/connections.ts';
import { concurrencyOf, toRecord } from '../model/concurrency.ts';
import { roleMark } from '../model/identities.ts';
import { type Plan, type PlannedRelease, type Step, phases } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { releaseDigest } from './digests.ts';
import type { PlainTemplate } from './foundation-changes.ts';
import { chooseRollout } from './choose-rollout.ts';
import { describeChanges } from './describe-changes.ts';
import { planAssembly } from './plan-assembly.ts';
import { planAliases } from './plan-aliases.ts';
import { planConcurrency } from './plan-concurrency.ts';
import { hasLiveAlias, planEvents } from './plan-events.ts';
import { planFoundation } from './plan-foundation.ts';
import { planTags } from './plan-tags.ts';
import { type FunctionPlan, planFunction } from './plan-function.ts';
import { type ChosenRollout, describeRollout, leftShare } from './plan-rollout.ts';
import { guessVersions } from './guess-versions.ts';
import { liveRelease, nextReleaseNumber, pinNote, waitingRelease } from './releases.ts';
import { withLock } from './with-lock.ts';

export interface PlanInput {
  readonly service: Service;
  /** By function key. */
  readonly artifacts: Readonly<Record<string, Artifact>>;
  /** The wanted CloudFormation template, plain. */
  readonly foundation: PlainTemplate;
  readonly foundationDigest: string;
  /** Of the OpenAPI document without versions; empty for a service without routes. */
  readonly routesDigest: string;
  readonly snapshot: Snapshot;
  readonly actor: string;
  readonly madeAt: string;
  readonly gitSha?: string;
  readonly dirty: boolean;
  readonly message?: string;
  readonly directUploadBytes: number;
  /** Published versions are reused only when their zip is the same, byte for byte. */
  readonly exactBytes?: boolean;
}

/** config + artifacts + snapshot -> what `deploy` will do. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const { service, snapshot } = input;
  const live = liveRelease(snapshot);
  const functions = service.functions.map((definition) => planOne(input, definition.key, live));
  const planned = functions.map(({ planned: one }) => one);
  const digest = releaseDigest(service, planned, input.routesDigest);
  const foundation = withTags(input, planFoundation(service, snapshot, input.foundationDigest));
  const published = functions.every((one) => one.steps.length === 0);
  const unchanged = live?.digest === digest && published;
  const waits = published && foundation.length === 0 ? waitingOf(input, digest) : undefined;
  const same = unchanged ? live : waits;
  const release = same ? asPlanned(same) : newRelease(input, planned, digest);
  const rollout = same ? allAtOnce : chooseRollout(service, snapshot, planned, live);
  const isHeld = rollout.strategy.kind === 'manual' || waits !== undefined;
  const versionOf = (key: string): string | undefined =>
    release.functions.find((candidate) => candidate.key === key)?.version;
  const events = planEvents(service, snapshot, connectionsOf(service), aliasMoves(input, versionOf));
  const going = same ? [] : goLive(input, functions, release.number, rollout);
  const wanted = { live, versionOf, name: `r${release.number}` };
  const concurrency = planConcurrency(concurrencyOf(service), snapshot, wanted);
  // What waits on the preview has no events and takes no room from what is live until it is promoted.
  const after = isHeld ? concurrency.filter(({ phase }) => phase !== 'finish') : [...events, ...concurrency];
  const work = inOrder([leftShare(snapshot, live), foundation, going, after, unchanged ? unpin(snapshot) : []]);
  const shown = describeRollout(rollout);
  return {
    schema: 1,
    service: service.name,
    environment: service.environment.name,
    release,
    ...(live ? { from: fromOf(live) } : {}),
    assumes: assumptions(snapshot),
    changes: describeChanges(input, functions, foundation, unchanged ? events : [], live),
    ...(shown ? { rollout: shown } : {}),
    steps: work.length > 0 || isAbandoned(snapshot, input.madeAt) ? withLock(service, snapshot, work) : [],
  };
}

/** Functions first: a stack that has the tags says that they have them too. */
function withTags(input: PlanInput, foundation: readonly Step[]): readonly Step[] {
  return foundation.some(({ kind }) => kind === 'apply-foundation') ? [...planTags(input), ...foundation] : foundation;
}

const inOrder = (parts: readonly (readonly Step[])[]): readonly Step[] =>
  parts.flat().toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));

/** Asked to deploy what a person went back to: it stays live and is no longer pinned. */
function unpin(snapshot: Snapshot): readonly Step[] {
  if (!pinNote(snapshot)) return [];
  return [
    { id: 'finish.unpin', phase: 'finish', lane: 'unpin', kind: 'unpin', title: 'Take the pin off the live release' },
  ];
}

/** A run that died left its lock: it has expired, and going through it once frees it for good. */
function isAbandoned({ lock }: Snapshot, now: string): boolean {
  return lock?.owner !== undefined && (lock.expiresAt ?? '') < now;
}

function planOne(input: PlanInput, key: string, live: KnownRelease | undefined): FunctionPlan {
  const definition = input.service.functions.find((candidate) => candidate.key === key);
  const artifact = input.artifacts[key];
  if (!definition || !artifact) throw new Error(`no artifact for function ${key}`);
  return planFunction({
    definition,
    role: roleMark(input.service, definition),
    artifact,
    state: input.snapshot.functions[key],
    live,
    directUploadBytes: input.directUploadBytes,
    exactBytes: input.exactBytes ?? false,
  });
}

/** A service without routes has moved its aliases already: they are its switch. */
function aliasMoves({ service, snapshot }: PlanInput, versionOf: (key: string) => string | undefined): readonly Step[] {
  if (service.routes.length === 0) return [];
  const keys = service.functions.map(({ key }) => key).filter((key) => hasLiveAlias(service, key, snapshot.stack));
  return planAliases(keys, snapshot.functions, { versionOf });
}

const allAtOnce: ChosenRollout = { strategy: { kind: 'all-at-once' }, weighed: [] };

function goLive(
  { service, snapshot }: PlanInput,
  functions: readonly FunctionPlan[],
  number: number,
  rollout: ChosenRollout,
): readonly Step[] {
  const guess = snapshot.api ? guessVersions(functions, snapshot) : undefined;
  return [...functions.flatMap(({ steps }) => steps), ...planAssembly(service, snapshot, number, rollout, guess)];
}

/** The very release waits on the preview already, for a person. */
function waitingOf({ service, snapshot }: PlanInput, digest: string): KnownRelease | undefined {
  const waiting = service.strategy.kind === 'manual' ? waitingRelease(snapshot) : undefined;
  return waiting?.digest === digest ? waiting : undefined;
}

function newRelease(input: PlanInput, functions: PlannedRelease['functions'], digest: string): PlannedRelease {
  const { routesDigest, gitSha, dirty, actor, madeAt, message } = input;
  return {
    number: nextReleaseNumber(input.snapshot),
    digest,
    functions,
    routesDigest,
    connectionsDigest: connectionsDigest(connectionsOf(input.service)),
    ...toRecord(concurrencyOf(input.service)),
    dirty,
    actor,
    madeAt,
    ...(gitSha ? { gitSha } : {}),
    ...(message ? { message } : {}),
  };
}

function asPlanned(live: KnownRelease): PlannedRelease {
  const { deploymentId: _deploymentId, functions, ...record } = live;
  return { ...record, functions: functions.map(({ code, ...one }) => ({ ...one, codeSha256: code })) };
}

function fromOf(live: KnownRelease): NonNullable<Plan['from']> {
  const { number, digest, deploymentId } = live;
  return { number, digest, ...(deploymentId ? { deploymentId } : {}) };
}

function assumptions(snapshot: Snapshot): Plan['assumes'] {
  const liveDeploymentId = snapshot.api?.live?.deploymentId;
  return {
    accountId: snapshot.accountId,
    ...(liveDeploymentId ? { liveDeploymentId } : {}),
    ...(snapshot.lock ? { lockRevisionId: snapshot.lock.revisionId } : {}),
    ...(snapshot.stack ? { stackStatus: snapshot.stack.status } : {}),
  };
}
