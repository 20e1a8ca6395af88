import { nothingWaits, previewOutdated } from '../errors/catalogue/strategy-errors.ts';
import { noConnections } from '../model/connections.ts';
import type { Plan } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { makeAbortPlan, makePromotionPlan, type WaitingFacts } from '../plan/make-promotion-plan.ts';
import { liveRelease, previewRelease, waitingRelease } from '../plan/releases.ts';
import { connectionsFor } from '../plan/resolve-connections.ts';
import type { Outcome } from './events.ts';
import { finishRun } from './finish-run.ts';
import { guardWrites } from './guard-writes.ts';
import { formatLiveNote, noteOfDeploy, parseLiveNote, wasOf } from './live-note.ts';
import { look } from './look.ts';
import { unchangedOutcome } from './outcome.ts';
import { type Ports, type Run, type RunOptions, lockRequestFor, newLearnt } from './run-context.ts';
import { waitingForLock } from './waiting-for-lock.ts';

export interface WaitingRequest {
  readonly service: Service;
  readonly runId: string;
  readonly actor: string;
  readonly dryRun: boolean;
  readonly waitMs: number;
  readonly options: RunOptions;
  /** Asked before anything is done; false ends the run with nothing changed. */
  readonly confirm?: (plan: Plan) => Promise<boolean>;
}

/** Makes live what a deploy with the strategy `manual` left on the preview. */
export function promotePreview(request: WaitingRequest, ports: Ports): Promise<Outcome> {
  return withWaiting(request, ports, { action: 'promote-preview', makePlan: promotion });
}

/** Gives it up: the preview shows what is live. Live traffic is not touched. */
export function abortPreview(request: WaitingRequest, ports: Ports): Promise<Outcome> {
  return withWaiting(request, ports, { action: 'abort', makePlan: makeAbortPlan });
}

interface WhatToDo {
  readonly action: 'promote-preview' | 'abort';
  readonly makePlan: (facts: WaitingFacts) => Plan;
}

function withWaiting(request: WaitingRequest, ports: Ports, what: WhatToDo): Promise<Outcome> {
  const { service, runId } = request;
  const { name: environment } = service.environment;
  ports.report({ kind: 'started', runId, service: service.name, environment, action: what.action });
  return waitingForLock(ports, request, () => attempt(request, ports, what));
}

async function attempt(request: WaitingRequest, ports: Ports, { action, makePlan }: WhatToDo): Promise<Outcome> {
  const began = ports.clock.monotonic();
  const { service } = request;
  // All of it: what is given back may be another function's than the config now provisions.
  const snapshot = await look(ports.cloud, service, { everything: true });
  const waiting = waitingRelease(snapshot);
  if (!waiting) throw nothing(service, snapshot);
  const plan = makePlan({ service, snapshot, waiting });
  const run = newRun(request, ports, { snapshot, plan, purpose: `${action} r${waiting.number}` });
  if (waiting.deploymentId) run.learnt.deploymentId = waiting.deploymentId;
  run.learnt.markerSeen = true;
  ports.report({ kind: 'planned', plan });
  if (request.dryRun) return unchangedOutcome(run, 'planned', began);
  if (request.confirm && !(await request.confirm(plan))) return unchangedOutcome(run, 'interrupted', began);
  return finishRun(run, began);
}

function nothing({ name }: Service, snapshot: Snapshot): Error {
  const [shown, live] = [previewRelease(snapshot), liveRelease(snapshot)];
  return nothingWaits(name, shown && `r${shown.number}`).withLive(live ? `r${live.number}` : 'nothing');
}

/** What was tested was tested over what was live then. */
function promotion(facts: WaitingFacts): Plan {
  const { service, snapshot } = facts;
  const live = liveRelease(snapshot);
  const waits = snapshot.api?.waiting;
  const is = live ? `r${live.number}` : 'nothing';
  const was = waits?.over ? `r${waits.over.number}` : 'nothing';
  const isSame = snapshot.api?.live?.deploymentId === waits?.over?.deploymentId;
  if (!isSame) throw previewOutdated(service.name, `r${waits?.number}`, was, is);
  return makePromotionPlan(facts);
}

function newRun(
  { service, actor, runId, options }: WaitingRequest,
  ports: Ports,
  { snapshot, plan, purpose }: { snapshot: Snapshot; plan: Plan; purpose: string },
): Run {
  const before = parseLiveNote(snapshot.api?.live?.description ?? '');
  const { connectionsDigest, ...release } = plan.release;
  const connections = connectionsFor(service, snapshot, connectionsDigest) ?? noConnections;
  const learnt = newLearnt(snapshot);
  return {
    ...ports,
    cloud: guardWrites(ports.cloud, learnt),
    service,
    plan,
    snapshot,
    artifacts: {},
    connections,
    options,
    lockRequest: lockRequestFor(ports, service, { owner: actor, runId, purpose }),
    liveNote: (deploymentId) => formatLiveNote(noteOfDeploy(wasOf({ ...release, deploymentId }), before)),
    learnt,
  };
}
