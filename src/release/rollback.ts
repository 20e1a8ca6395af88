import { nothingLive, unknownRelease } from '../errors/catalogue/release-errors.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Plan } from '../model/plan.ts';
import { liveStage, lockAlias } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { LockState, Snapshot } from '../model/snapshot.ts';
import { type Connections, noConnections } from '../model/connections.ts';
import { exportedKeys, hasLiveAlias } from '../plan/plan-events.ts';
import { connectionsFor } from '../plan/resolve-connections.ts';
import { makeRollbackPlan, type RollbackTarget } from '../plan/make-rollback-plan.ts';
import type { Outcome } from './events.ts';
import { isOfEarlier, meet, type Met, noteOfEarlier } from './earlier-rollback.ts';
import { chooseTarget } from './choose-target.ts';
import { finishRollback } from './finish-rollback.ts';
import { leftBefore } from './left-before.ts';
import {
  formatLiveNote,
  type LiveNote,
  noteOfRollback,
  noteOfShareEnded,
  parseLiveNote,
  type Was,
} from './live-note.ts';
import { guardWrites } from './guard-writes.ts';
import { namingLive } from './live-now.ts';
import { checkAccount, look } from './look.ts';
import { canaryOn } from './read-api.ts';
import { type HeldLock, isHeld, isWatching, type LockRequest, parseLock, takeLock } from './lock.ts';
import { proofMs, runMark } from './lock-note.ts';
import { unchangedOutcome } from './outcome.ts';
import { refuseGone } from './refuse-gone.ts';
import { sayWhatStays } from './say-what-stays.ts';
import { smallSnapshot } from './small-snapshot.ts';
import { type Ports, type Run, type RunOptions, lockRequestFor, newLearnt } from './run-context.ts';
import { withTargetFunctions } from './target-functions.ts';
import { waitingForLock } from './waiting-for-lock.ts';

export interface RollbackRequest {
  readonly service: Service;
  readonly runId: string;
  readonly actor: string;
  /** 16 for `--to r16`; undefined: what was live before. */
  readonly to?: number;
  readonly dryRun: boolean;
  readonly waitMs: number;
  /** Take the lock from a run that works, instead of waiting for it. */
  readonly now: boolean;
  readonly options: RunOptions;
}

/**
 * Going back is the switch once more: one write with the deployment that the live note names. Only a service with event
 * sources, or an explicit --to, has to read the releases for it.
 */
export function rollback(asked: RollbackRequest, ports: Ports): Promise<Outcome> {
  const { service, runId } = asked;
  const request: Asked = { ...asked, met: { holders: new Set() } };
  ports.report({
    kind: 'started',
    runId,
    service: service.name,
    environment: service.environment.name,
    action: 'rollback',
  });
  // Six calls cannot look at every version; a dry run has the time.
  const simple =
    request.to === undefined &&
    !request.dryRun &&
    service.routes.length > 0 &&
    !service.functions.some(
      (one) =>
        hasLiveAlias(service, one.key, undefined) ||
        (one.provisionedConcurrency ?? one.reservedConcurrency) !== undefined,
    );
  const attempt = (): Promise<Outcome> => (simple ? byNote(request, ports) : byRecord(request, ports));
  const ended = request.now ? takingOver(request, ports, attempt) : waitingForLock(ports, waitOf(request), attempt);
  return ended.catch(async (error: unknown) => {
    throw await namingLive(ports.cloud, service, error);
  });
}

interface Asked extends RollbackRequest {
  readonly met: Met;
}

const waitOf = (request: Asked): Parameters<typeof waitingForLock>[1] => ({
  ...request,
  onHolder: (holder) => meet(request.met, holder),
});

/**
 * Traffic goes back at once. A write of the run that lost its lock may still be under way: it left with a proof that is
 * good for so long. Once that is over, what it changed behind this one's back is put right.
 */
async function takingOver(request: Asked, ports: Ports, attempt: () => Promise<Outcome>): Promise<Outcome> {
  let from: LockState | undefined;
  const outcome = await waitingForLock(ports, { ...waitOf(request), takeOver: (holder) => (from = holder) }, attempt);
  const to = releaseNumber(outcome.live);
  if (!from || !/^(live|unchanged)$/.test(outcome.result) || to === undefined) return outcome;
  const seconds = Math.ceil(proofMs / 1000);
  const text = `${outcome.live} is live; for ${seconds} s it is seen to that ${from.purpose} changes nothing any more`;
  ports.report({ kind: 'note', level: 'info', text });
  await ports.clock.sleep(proofMs, ports.signal);
  await waitingForLock(ports, { ...request, waitMs: proofMs }, () => byRecord({ ...request, to, again: true }, ports));
  return outcome;
}

const releaseNumber = (name: string | undefined): number | undefined =>
  name === undefined ? undefined : Number(/^r(\d+)$/.exec(name)?.[1]);

/** Six calls: stack and lock; take the lock; read the stage under it; switch; give the lock back. */
async function byNote(request: Asked, ports: Ports): Promise<Outcome> {
  const { service } = request;
  const { cloud, clock } = ports;
  const began = clock.monotonic();
  const lockRequest = lockRequestOf(request, ports);
  const [stack, alias] = await Promise.all([
    cloud.describeStack(stackName(service)),
    cloud.readAlias(lockRequest.functionName, lockAlias),
  ]);
  const apiId = stack?.outputs[outputs.apiId];
  if (!stack || !apiId) throw nothingLive(service.name);
  // An older release had events or exports, though the config has none any more.
  const isCalled = stack.outputs[outputs.connections] !== undefined || exportedKeys(service, stack).length > 0;
  if (isCalled) return byRecord(request, ports);
  const accountId = await checkAccount(cloud, service, stack);
  const lock = await takeLock(cloud, clock, lockRequest, { seen: parseLock(alias) });
  try {
    const live = await cloud.readStage(apiId, liveStage);
    const note = parseLiveNote(live?.description ?? '');
    const [current, before] = note.chain;
    if (!live?.deploymentId || !current) throw nothingLive(service.name);
    const from = parseLock(alias);
    request.met.first ??= lock.isLate ? {} : note;
    if (isOfEarlier(note, from, request.met)) return await byRecord({ ...request, held: { lock, from } }, ports);
    const target = canaryOn(live) ? current : before;
    if ([current, before, note.share].some((release) => release?.keeps))
      return await byRecord({ ...request, held: { lock, from } }, ports);
    if (!target) throw unknownRelease(`before r${current.number}`, []).withLive(`r${current.number}`);
    const snapshot = smallSnapshot(service, accountId, stack, apiId, live);
    const run = newRollback(request, ports, { snapshot, target, current, note, connections: noConnections });
    noteInterrupted(run, from);
    run.learnt.liveStage = { stage: live, readAt: clock.monotonic() };
    run.learnt.lock = lock;
    return await finishRollback(run, began);
  } catch (error) {
    // Why it failed is worth more than that the lock has to expire.
    await lock.release('unfinished').catch(() => undefined);
    throw error;
  }
}

interface Again {
  /** The target may be live already: then only what is fed by events is put right. */
  readonly again?: boolean;
  /** Taken already, and from whom. */
  readonly held?: { readonly lock: HeldLock; readonly from: LockState | undefined };
}

async function byRecord(request: Asked & Again, ports: Ports): Promise<Outcome> {
  const { cloud, clock } = ports;
  const began = clock.monotonic();
  const seen = await look(cloud, request.service);
  const note = parseLiveNote(seen.api?.live?.description ?? seen.routeless?.description ?? '');
  const current = note.chain[0];
  if (!current) throw nothingLive(request.service.name);
  const from = request.held ? request.held.from : seen.lock;
  request.met.first ??= note;
  const again = request.again ?? isOfEarlier(note, from, request.met);
  const target = chooseTarget({ ...request, again }, seen, note, current.number);
  const connections = connectionsFor(request.service, seen, target.release?.connectionsDigest ?? '');
  const snapshot = await withTargetFunctions(cloud, request.service, seen, connections);
  await refuseGone(cloud, request.service, snapshot, target);
  const run = newRollback({ ...request, again }, ports, { snapshot, target, current, note, connections });
  if (request.dryRun) return unchangedOutcome(run, 'planned', began);
  const isDone = run.plan.steps.length === 0;
  if (isDone && !request.held && (from?.owner ?? from?.after) === undefined)
    return unchangedOutcome(run, 'unchanged', began);
  run.learnt.lock = request.held?.lock ?? (await takeLock(cloud, clock, run.lockRequest, { planned: seen.lock }));
  if (again && note.run !== undefined) run.learnt.lock.keepInMind(note.run);
  noteInterrupted(run, from);
  if (!isDone) return finishRollback(run, began);
  // Taken and given back, it no longer tells of a rollback that did not end.
  await run.learnt.lock.release();
  return unchangedOutcome(run, 'unchanged', began);
}

interface Rolling {
  readonly snapshot: Snapshot;
  readonly target: RollbackTarget;
  readonly current: Was;
  readonly note: LiveNote;
  /** Undefined: not kept any more. */
  readonly connections: Connections | undefined;
}

function newRollback(request: RollbackRequest & Again, ports: Ports, rolling: Rolling): Run {
  const { service, actor, options } = request;
  const { snapshot, target, current, note, connections } = rolling;
  const at = ports.clock.now().toISOString();
  const by = { actor, at, mark: runMark(request.runId) };
  const plan: Plan = makeRollbackPlan({
    service,
    ...rolling,
    actor,
    at,
    finishes: request.again === true && request.to === undefined,
  });
  sayWhatStays(service, ports);
  ports.report({ kind: 'planned', plan });
  const learnt = newLearnt(snapshot);
  if (target.deploymentId) learnt.deploymentId = target.deploymentId;
  if (!connections)
    learnt.notes.push(`what r${target.number} connected is not known any more: events stay as they are`);
  if (request.again && request.to === undefined) learnt.notes.push(noteOfEarlier(note, service.name, request));
  else if (request.to === undefined) learnt.notes.push(...leftBefore(service, note, snapshot));
  const { share } = note;
  if (share && snapshot.api?.canary)
    learnt.notes.push(`the ${share.percent} % of the calls that r${share.number} had are taken back`);
  return {
    ...ports,
    cloud: guardWrites(ports.cloud, learnt),
    service,
    plan,
    snapshot,
    artifacts: {},
    options,
    connections: connections ?? noConnections,
    lockRequest: lockRequestOf(request, ports),
    liveNote: () =>
      formatLiveNote(target.number === current.number ? noteOfShareEnded(note, by) : noteOfRollback(target, note, by)),
    learnt,
  };
}

/** Said to the one who rolls back; the other run says so itself. */
function noteInterrupted(run: Run, lock: LockState | undefined): void {
  if (!isHeld(lock, run.clock.now()) || !isWatching(lock)) return;
  run.learnt.notes.push(`took the lock from ${lock?.owner} (${lock?.purpose}): that run stops`);
}

function lockRequestOf({ service, actor, runId, to }: RollbackRequest, ports: Ports): LockRequest {
  const purpose = to === undefined ? 'rollback' : `rollback to r${to}`;
  return { ...lockRequestFor(ports, service, { owner: actor, runId, purpose }), goesBack: true };
}
