import { autoDeployOn, pinnedRelease } from '../errors/catalogue/release-errors.ts';
import type { Artifact } from '../model/artifact.ts';
import { connectionsOf } from '../model/connections.ts';
import type { Plan } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, StackState } from '../model/snapshot.ts';
import { leftOutLayers } from '../plan/local-layers.ts';
import { makePlan } from '../plan/make-plan.ts';
import { liveRelease, pinNote } from '../plan/releases.ts';
import { foundationDigest } from '../template/foundation-digest.ts';
import type { Template } from '../template/template.ts';
import { directUploadLimit, limitsOf, zipsOf } from './account-limits.ts';
import { foundationOf, routesDigestOf } from './digests.ts';
import type { Outcome } from './events.ts';
import { finishRun } from './finish-run.ts';
import { guardWrites } from './guard-writes.ts';
import { formatLiveNote, noteOfDeploy, parseLiveNote, wasOf } from './live-note.ts';
import { look } from './look.ts';
import { refuseNoRoom } from './refuse-no-room.ts';
import { refuseNoStorage } from './refuse-no-storage.ts';
import { refuseOtherPlan } from './refuse-other-plan.ts';
import { unchangedOutcome } from './outcome.ts';
import { type Ports, type Run, type RunOptions, lockRequestFor, newLearnt } from './run-context.ts';
import { sayWhatGivesWay } from './say-what-stays.ts';
import { freedFromTheDead, waitingForLock } from './waiting-for-lock.ts';
import { whenDeleted } from './when-deleted.ts';

export interface DeployRequest {
  readonly service: Service;
  /** By function key; packaged and within the size limits. */
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly runId: string;
  /** `ada@laptop` */
  readonly actor: string;
  readonly gitSha?: string;
  readonly dirty: boolean;
  readonly message?: string;
  readonly unpin: boolean;
  readonly dryRun: boolean;
  /** Wait so long for another run's lock, ms; 0: refuse at once. */
  readonly waitMs: number;
  readonly options: RunOptions;
  /** A version published from other bytes of the same content is not enough: what is promoted is the very zip. */
  readonly exactBytes?: boolean;
  /** `--plan FILE`: what was reviewed; refused when the world, the config or the code has moved since. */
  readonly saved?: Plan;
  /** Asked when there is something to do; false ends the run with nothing changed. */
  readonly confirm?: (plan: Plan) => Promise<boolean>;
}

/** look -> plan -> run. Answers how it ended; throws ShipError, with what is live in it, when it did not end well. */
export function deploy(request: DeployRequest, ports: Ports): Promise<Outcome> {
  const { service, runId } = request;
  ports.report({
    kind: 'started',
    runId,
    service: service.name,
    environment: service.environment.name,
    action: 'deploy',
  });
  return waitingForLock(ports, request, () => attempt(request, ports));
}

/** Rounds of parallel reads in a look. */
const LOOK_ROUNDS = 2;

async function attempt(request: DeployRequest, ports: Ports): Promise<Outcome> {
  const askLimits = limitsOf(ports);
  const directUploadBytes = await directUploadLimit(request.artifacts, askLimits);
  const began = ports.clock.monotonic();
  const snapshot = await prepared(ports, 'look', 'Look at what is there', () =>
    look(ports.cloud, request.service, {
      routesDigest: routesDigestOf(request.service),
      foundationDigest: (stack) => foundationDigest(wantedFoundation(request, stack, directUploadBytes)),
    }),
  );
  if (await whenDeleted(ports, snapshot)) return attempt(request, ports);
  const roundMs = (ports.clock.monotonic() - began) / LOOK_ROUNDS;
  for (const text of leftOutLayers(request.service, snapshot.accountId))
    ports.report({ kind: 'note', level: 'warning', text });
  refusePinned(request, snapshot);
  refuseAutoDeploy(request, snapshot);
  const plan = planOf(request, ports, { snapshot, directUploadBytes });
  if (request.saved) refuseOtherPlan(request.saved, plan);
  await refuseNoRoom({ name: request.service.name, askLimits }, snapshot, plan);
  ports.report({ kind: 'planned', plan });
  sayWhatGivesWay(snapshot, plan, ports);
  const run = newRun(request, ports, snapshot, plan);
  run.learnt.latencyMs = roundMs;
  if (request.dryRun) return unchangedOutcome(run, 'planned', began);
  if (plan.steps.length === 0) {
    // Killed when all was done but giving its lock back.
    if (snapshot.lock?.owner) await freedFromTheDead(ports, request.service, snapshot.lock);
    return unchangedOutcome(run, 'unchanged', began);
  }
  await refuseNoStorage(plan, request, { cloud: ports.cloud, askLimits });
  if (request.confirm && !(await request.confirm(plan))) return unchangedOutcome(run, 'interrupted', began);
  return finishRun(run, began);
}

function refusePinned({ service, unpin }: DeployRequest, snapshot: Snapshot): void {
  const note = pinNote(snapshot);
  const live = liveRelease(snapshot);
  if (note && !unpin) throw pinnedRelease(service.name, note).withLive(live ? `r${live.number}` : 'unknown');
}

/** With AutoDeploy on, writing the draft would be live at once: long before the preview is tested. */
function refuseAutoDeploy({ service }: DeployRequest, { api, ...snapshot }: Snapshot): void {
  if (!api?.live?.autoDeploy) return;
  const live = liveRelease({ api, ...snapshot });
  throw autoDeployOn(service.name, api.id).withLive(live ? `r${live.number}` : 'unknown');
}

function planOf(
  request: DeployRequest,
  ports: Ports,
  { snapshot, directUploadBytes }: { readonly snapshot: Snapshot; readonly directUploadBytes: number },
): Plan {
  const { service, artifacts, actor, gitSha, dirty, message, exactBytes = false } = request;
  const foundation = wantedFoundation(request, snapshot.stack, directUploadBytes);
  return makePlan({
    service,
    artifacts,
    snapshot,
    actor,
    dirty,
    directUploadBytes,
    exactBytes,
    madeAt: ports.clock.now().toISOString(),
    foundation,
    foundationDigest: foundationDigest(foundation),
    routesDigest: routesDigestOf(service),
    ...(gitSha ? { gitSha } : {}),
    ...(message ? { message } : {}),
  });
}

function wantedFoundation(
  { service, artifacts }: DeployRequest,
  stack: StackState | undefined,
  directUploadBytes: number,
): Template {
  const tooLarge = zipsOf(artifacts).some(({ zippedBytes }) => zippedBytes > directUploadBytes);
  return foundationOf(service, stack, tooLarge);
}

function newRun(request: DeployRequest, ports: Ports, snapshot: Snapshot, plan: Plan): Run {
  const { service, artifacts, options, runId, actor } = request;
  const learnt = newLearnt(snapshot);
  const before = parseLiveNote(snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '');
  const { number, warm, reserved } = plan.release;
  return {
    ...ports,
    cloud: guardWrites(ports.cloud, learnt),
    service,
    plan,
    snapshot,
    artifacts,
    options,
    connections: connectionsOf(service),
    lockRequest: lockRequestFor(ports, service, { owner: actor, runId, purpose: `deploy r${number}` }),
    liveNote: (deploymentId) => formatLiveNote(noteOfDeploy(wasOf({ number, warm, reserved, deploymentId }), before)),
    learnt,
  };
}

export async function prepared<Value>(
  { clock, report }: Ports,
  what: 'look' | 'plan',
  title: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const began = clock.monotonic();
  report({ kind: 'preparing', what, title });
  const value = await work();
  report({ kind: 'prepared', what, ms: clock.monotonic() - began });
  return value;
}
