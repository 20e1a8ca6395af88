import type { Artifact, LayerArtifact } from '../model/artifact.ts';
import type { Connections, Pull, Push } from '../model/connections.ts';
import { stackName } from '../model/names.ts';
import type { Plan, Step } from '../model/plan.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { Snapshot, StageState } from '../model/snapshot.ts';
import type { ConnectionPlace } from '../plan/resolve-connections.ts';
import type { OpenApiDocument } from '../template/openapi.ts';
import type { BakeReport } from './bake/bake-report.ts';
import type { Clock } from './clock.ts';
import type { Cloud } from './cloud.ts';
import type { Reporter, SmokeResult, Outcome } from './events.ts';
import type { Http } from './http.ts';
import type { HeldLock, LockRequest } from './lock.ts';

/** The ports a run works through. */
export interface Ports {
  readonly cloud: Cloud;
  readonly http: Http;
  readonly clock: Clock;
  readonly report: Reporter;
  /** Where lock holders of this machine can be looked at. */
  readonly processes?: Processes;
  /** Aborted by Ctrl-C: the run stops between two steps and undoes what a caller could see. */
  readonly signal: AbortSignal;
}

export interface Processes {
  /** This process, for the lock's note. */
  readonly mark: string;
  /** True only when it is sure: a mark of this machine whose process is gone. */
  readonly isDead: (mark: string) => boolean;
}

/** One run of a plan: what it was given, and what it has learnt so far. */
export interface Run extends Ports {
  readonly service: Service;
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly options: RunOptions;
  /** What the finish connects. */
  readonly connections: Connections;
  readonly lockRequest: LockRequest;
  /** What the write that makes it live will say, given the release's gateway deployment. */
  readonly liveNote: (deploymentId: string | undefined) => string;
  readonly learnt: Learnt;
}

export interface RunOptions {
  readonly allowReplace: boolean;
  /** How long the live URL is watched for answers of the old release, ms. */
  readonly settleTimeoutMs: number;
  /** Alarms that go off while the release is watched are told, and it goes on. */
  readonly fixForward?: boolean;
}

/** Grows step by step; nothing in it outlives the run. */
export interface Learnt {
  accountId: string;
  outputs: Readonly<Record<string, string>>;
  endpoint: string;
  lock?: HeldLock;
  /** How long one round of calls took in the look, ms: the measure for the first pause of every wait. */
  latencyMs: number;
  /** The live stage, when it was read under the lock a moment ago. */
  liveStage?: { readonly stage: StageState | undefined; readonly readAt: number };
  /** Function key -> version number of this release. */
  readonly versions: Map<string, string>;
  /** `function/layer` -> layer version ARN. */
  readonly layerArns: Map<string, string>;
  /** Function key, or `function/layer` -> where in the bucket. */
  readonly uploaded: Map<string, { bucket: string; key: string }>;
  /** What lanes have in common, by what it is: the first one does it, the others wait for it. See `once`. */
  readonly shared: Map<string, Promise<unknown>>;
  /** The document that the gateway's draft was made from ahead of the versions. */
  drafted?: string;
  deploymentId?: string;
  /** Per cent -> the gateway deployment that gives the release so many of the calls. */
  readonly shares: Map<number, string>;
  /** What the live stage exports, read once where a step needs it. */
  served?: OpenApiDocument;
  /** What this run put on the live stage: alone that is its to take back. */
  readonly shown: Set<string>;
  /** What the live stage must show before the next write to it; absent: what the plan assumes. */
  expectedLive?: string;
  /** Red before anything was live: they say nothing about the new release. */
  readonly redBefore: Set<string>;
  readonly bakes: BakeReport[];
  /** An answer of the preview carried the release marker: the live URL can be asked for it too. */
  markerSeen: boolean;
  switched: boolean;
  /** The share that a run which died had left is taken back. */
  shareEnded?: boolean;
  /** Monotonic ms of the writes that showed the release on the preview, and on the live stage. */
  shownAt: number;
  switchedAt: number;
  /** Function key -> version its live alias had before this run moved it. */
  readonly movedAliases: Map<string, string>;
  /** Steps that have begun to change what is warm or reserved. */
  readonly concurrencyTouched: Set<string>;
  /** A step of the finish has begun to connect or cut off events. */
  eventsTouched: boolean;
  readonly smoke: SmokeResult[];
  settle?: NonNullable<Outcome['settle']>;
  readonly notes: string[];
}

export function newLearnt(snapshot: Snapshot): Learnt {
  return {
    accountId: snapshot.accountId,
    outputs: snapshot.stack?.outputs ?? {},
    endpoint: snapshot.api?.endpoint ?? '',
    latencyMs: 0,
    versions: new Map(),
    layerArns: new Map(),
    uploaded: new Map(),
    shared: new Map(),
    shares: new Map(),
    shown: new Set(),
    redBefore: new Set(),
    bakes: [],
    markerSeen: false,
    switched: false,
    shownAt: 0,
    switchedAt: 0,
    movedAliases: new Map(),
    concurrencyTouched: new Set(),
    eventsTouched: false,
    smoke: [],
    notes: [],
  };
}

/** The lock is an alias of the main function. */
export function lockRequestFor(
  { processes }: Ports,
  service: Service,
  who: Pick<LockRequest, 'owner' | 'runId' | 'purpose'>,
): LockRequest {
  return { functionName: lockFunction(service), ...who, ...(processes && { process: processes.mark }) };
}

export function lockFunction({ functions, main }: Service): string {
  return functions.find(({ key }) => key === main)?.lambdaName ?? '';
}

export type StepOf<Kind extends Step['kind']> = Step & { readonly kind: Kind };

/** Does one step; may answer a note for people (`version 12`). Doing it twice is doing it once. */
export type StepRunner<Kind extends Step['kind']> = (step: StepOf<Kind>, run: Run) => Promise<string | undefined>;

export function functionOf(run: Run, key: string): FunctionDefinition {
  const found = run.service.functions.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no function ${key} in service ${run.service.name}`);
  return found;
}

export function artifactOf(run: Run, key: string): Artifact {
  const found = run.artifacts[key];
  if (!found) throw new Error(`no artifact for function ${key}`);
  return found;
}

export function layerOf(run: Run, key: string, name: string): LayerArtifact {
  const found = artifactOf(run, key).layers.find((layer) => layer.name === name);
  if (!found) throw new Error(`no artifact for layer ${name} of ${key}`);
  return found;
}

export function outputOf(run: Run, name: string): string {
  const value = run.learnt.outputs[name];
  if (value === undefined) throw new Error(`stack output ${name} is missing`);
  return value;
}

/** Account and outputs as they are known by now: a first deploy learns them on the way. */
export function connectionPlaceOf({ service, learnt }: Run): ConnectionPlace {
  const { accountId, outputs } = learnt;
  return { stack: stackName(service), accountId, region: service.environment.region, outputs };
}

export function pullOf({ connections }: Run, step: { readonly function: string; readonly event: string }): Pull {
  const found = connections.pulls.find((one) => one.function === step.function && one.event === step.event);
  if (!found) throw new Error(`no event ${step.event} of function ${step.function}`);
  return found;
}

export function pushOf({ connections }: Run, step: { readonly function: string; readonly event: string }): Push {
  const found = connections.pushes.find((one) => one.function === step.function && one.event === step.event);
  if (!found) throw new Error(`no event ${step.event} of function ${step.function}`);
  return found;
}

export const releaseName = (run: Run): string => `r${run.plan.release.number}`;

/**
 * The first pause of a wait. Too early a question is a call wasted (and they are counted against AWS's rates), too late
 * a one is time wasted: what is to be waited for takes a few times as long as a call does.
 */
export const firstPauseMs = ({ learnt }: Run): number => Math.min(1500, Math.max(20, learnt.latencyMs * 4));

/** Done by the first lane that asks for it; when it fails, it fails for all: the phase has failed anyway. */
export async function once<Result>(
  { learnt: { shared } }: Run,
  what: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly isMine: boolean }> {
  const theirs = shared.get(what) as Promise<Result> | undefined;
  if (theirs) return { result: await theirs, isMine: false };
  const mine = work();
  shared.set(what, mine);
  return { result: await mine, isMine: true };
}
