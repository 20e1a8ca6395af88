import { stillNeeded, wouldLoseData } from '../errors/catalogue/release-errors.ts';
import { noConnections } from '../model/connections.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Plan, Step } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { planDestroy } from '../plan/plan-destroy.ts';
import { liveRelease } from '../plan/releases.ts';
import { asShipError } from './as-ship-error.ts';
import type { Outcome } from './events.ts';
import { guardWrites } from './guard-writes.ts';
import { namingLive } from './live-now.ts';
import { isHeld, takeLock } from './lock.ts';
import { look } from './look.ts';
import { makeOutcome, unchangedOutcome } from './outcome.ts';
import { type Ports, type Run, lockRequestFor, newLearnt } from './run-context.ts';
import { runPhases } from './run-plan.ts';
import { waitingForLock } from './waiting-for-lock.ts';

export interface DestroyRequest {
  readonly service: Service;
  /** Services of the same environment that use this one: while one of them is deployed, this one stays. */
  readonly dependants: readonly Service[];
  readonly runId: string;
  readonly actor: string;
  readonly dryRun: boolean;
  /** How long another run's lock is waited for. */
  readonly waitMs: number;
  /** Buckets with objects in them are emptied; otherwise they are a reason to refuse. */
  readonly deleteData: boolean;
}

/** Removes a service from an environment, whole; what is left of a stopped run is removed by the next. */
export async function destroy(request: DestroyRequest, ports: Ports): Promise<Outcome> {
  const { service, runId } = request;
  ports.report({
    kind: 'started',
    runId,
    service: service.name,
    environment: service.environment.name,
    action: 'destroy',
  });
  try {
    return await waitingForLock(ports, request, () => attempt(request, ports));
  } catch (error) {
    throw await namingLive(ports.cloud, service, error);
  }
}

async function attempt(request: DestroyRequest, ports: Ports): Promise<Outcome> {
  const { service } = request;
  const began = ports.clock.monotonic();
  await refuseNeeded(request, ports);
  const snapshot = await look(ports.cloud, service, { everything: true });
  const buckets = await bucketsOf(request, ports, snapshot);
  const run = newDestroy(
    request,
    ports,
    snapshot,
    planDestroy({ service, snapshot, buckets, layers: layersOf(service) }),
  );
  ports.report({ kind: 'planned', plan: run.plan });
  if (request.dryRun) return unchangedOutcome(run, 'planned', began);
  if (run.plan.steps.length === 0) return unchangedOutcome(run, 'unchanged', began);
  return finish(run, snapshot, began);
}

async function finish(run: Run, snapshot: Snapshot, began: number): Promise<Outcome> {
  const hasMain = snapshot.functions[run.service.main] !== undefined;
  // Whoever deploys right now is not to be pulled the ground from under; the lock goes with the function it is on.
  if (hasMain || isHeld(snapshot.lock, run.clock.now()))
    run.learnt.lock = await takeLock(run.cloud, run.clock, run.lockRequest, { seen: snapshot.lock });
  try {
    await runPhases(run, ['finish']);
  } catch (cause) {
    // Where the function is gone there is nothing to give back.
    await run.learnt.lock?.release().catch(() => undefined);
    throw asShipError(cause, 'remove the service', run.signal).withLive('partly removed; run the same command again');
  }
  const outcome = makeOutcome(run, 'destroyed', undefined, began);
  run.report({ kind: 'ended', outcome });
  return outcome;
}

async function refuseNeeded({ service, dependants }: DestroyRequest, { cloud }: Ports): Promise<void> {
  const stacks = await Promise.all(dependants.map((one) => cloud.describeStack(stackName(one))));
  const deployed = dependants.filter((_one, index) => stacks[index] !== undefined).map(({ name }) => name);
  if (deployed.length > 0) throw stillNeeded(service.name, deployed);
}

/** What is gone for good with the stack. */
const holdsData =
  /^AWS::(S3::Bucket|DynamoDB::(Global)?Table|RDS::DB(Instance|Cluster)|EFS::FileSystem|Cognito::UserPool)$/;

/** The artifact bucket is ship's own; others hold the user's data, and so do tables and the like. */
async function bucketsOf(
  { service, deleteData }: DestroyRequest,
  { cloud }: Ports,
  snapshot: Snapshot,
): Promise<readonly string[]> {
  if (!snapshot.stack) return [];
  const resources = await cloud.stackResources(stackName(service));
  const own = snapshot.stack.outputs[outputs.artifactBucket];
  const data = resources.filter(({ type, physicalId }) => holdsData.test(type) && physicalId !== own);
  if (data.length > 0 && !deleteData)
    throw wouldLoseData(
      service.name,
      data.map(({ type, physicalId }) => `${type} ${physicalId}`),
    );
  return resources.filter(({ type }) => type === 'AWS::S3::Bucket').map(({ physicalId }) => physicalId);
}

function layersOf(service: Service): readonly string[] {
  const names = service.functions.flatMap(({ source }) =>
    source.layers.flatMap((layer) => (layer.kind === 'local' ? [`${stackName(service)}-${layer.name}`] : [])),
  );
  return [...new Set(names)];
}

function newDestroy(request: DestroyRequest, ports: Ports, snapshot: Snapshot, steps: readonly Step[]): Run {
  const { service, actor, runId } = request;
  const learnt = newLearnt(snapshot);
  return {
    ...ports,
    cloud: guardWrites(ports.cloud, learnt),
    service,
    plan: planOf(service, snapshot, steps),
    snapshot,
    artifacts: {},
    options: { allowReplace: false, settleTimeoutMs: 0 },
    connections: noConnections,
    lockRequest: lockRequestFor(ports, service, { owner: actor, runId, purpose: 'destroy' }),
    liveNote: () => '',
    learnt,
  };
}

function planOf(service: Service, snapshot: Snapshot, steps: readonly Step[]): Plan {
  const live = liveRelease(snapshot);
  return {
    schema: 1,
    service: service.name,
    environment: service.environment.name,
    release: {
      number: 0,
      digest: '',
      routesDigest: '',
      connectionsDigest: '',
      functions: [],
      dirty: false,
      actor: '',
      madeAt: '',
    },
    ...(live ? { from: { number: live.number, digest: live.digest } } : {}),
    assumes: { accountId: snapshot.accountId },
    changes: { functions: [], routes: { added: [], removed: [], changed: false }, foundation: 'none', events: [] },
    steps,
  };
}
