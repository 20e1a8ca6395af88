import { nothingLive } from '../errors/catalogue/release-errors.ts';
import { noConnections } from '../model/connections.ts';
import { outputs, stackName } from '../model/names.ts';
import type { Plan, Step } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { keptTags } from '../model/tags.ts';
import { deployedFoundation } from '../plan/foundation-changes.ts';
import { planOfKnown } from '../plan/plan-of-known.ts';
import { planPrune, type PruneFacts } from '../plan/plan-prune.ts';
import { ownLayers, type Uploads } from '../plan/plan-prune-uploads.ts';
import { liveRelease } from '../plan/releases.ts';
import { lambdaNameOf } from '../plan/resolve-connections.ts';
import type { Outcome } from './events.ts';
import { finishRun } from './finish-run.ts';
import { guardWrites } from './guard-writes.ts';
import { parseLiveNote, type Was } from './live-note.ts';
import { look } from './look.ts';
import { unchangedOutcome } from './outcome.ts';
import { planTrim } from './plan-trim.ts';
import { type Ports, type Run, type RunOptions, lockRequestFor, newLearnt } from './run-context.ts';
import { waitingForLock } from './waiting-for-lock.ts';

export interface PruneRequest {
  readonly service: Service;
  readonly runId: string;
  readonly actor: string;
  /** Releases that stay besides what is live, shown or on the way back. */
  readonly keepReleases: number;
  readonly dryRun: boolean;
  readonly waitMs: number;
  readonly options: RunOptions;
}

/** Deletes what nothing references, under the deploy lock; what and why is in the plan's titles and in the journal. */
export function prune(request: PruneRequest, ports: Ports): Promise<Outcome> {
  const { service, runId } = request;
  ports.report({
    kind: 'started',
    runId,
    service: service.name,
    environment: service.environment.name,
    action: 'prune',
  });
  return waitingForLock(ports, request, () => attempt(request, ports));
}

async function attempt(request: PruneRequest, ports: Ports): Promise<Outcome> {
  const began = ports.clock.monotonic();
  const { keepReleases } = request;
  const snapshot = await look(ports.cloud, request.service, { everything: true });
  const service = withDeployedTags(request.service, snapshot);
  if (!liveRelease(snapshot)) throw nothingLive(service.name);
  const [alsoUsed, uploads] = await Promise.all([
    foreignUse(ports, service, snapshot),
    readUploads(ports, service, snapshot),
  ]);
  const facts = { service, snapshot, keepReleases, wayBack: wayBack(snapshot), alsoUsed, uploads };
  const { stale, inUse } = await sparingUsed(facts, ports);
  const { trim, kept } = await planTrim(facts, ports.cloud, stale, request.options);
  const steps = [...stale, ...trim];
  const run = newPrune({ ...request, service }, ports, snapshot, steps);
  run.learnt.notes.push(...inUse);
  if (kept.length > 0) run.learnt.notes.push(`kept, for what is in it: ${kept.join(', ')}; --allow-replace deletes it`);
  ports.report({ kind: 'planned', plan: run.plan });
  if (request.dryRun) return unchangedOutcome(run, 'planned', began);
  return steps.length === 0 ? unchangedOutcome(run, 'unchanged', began) : finishRun(run, began);
}

/** Versions that are called as such, which no alias or release tells: AWS would let them be deleted. Notes say by whom. */
async function sparingUsed(
  facts: PruneFacts,
  { cloud }: Ports,
): Promise<{ readonly stale: readonly Step[]; readonly inUse: readonly string[] }> {
  const stale = planPrune(facts);
  const versions = stale.flatMap((step) => (step.kind === 'prune' && step.what.kind === 'version' ? [step.what] : []));
  const place = { stack: stackName(facts.service) };
  const asked = versions.map(async ({ function: key, version }) => {
    const users = await cloud.listVersionUse(lambdaNameOf(place, key), version);
    return { pair: `${key}:${version}`, note: `${key} version ${version} stays: ${users.join(', ')} calls it`, users };
  });
  const used = (await Promise.all(asked)).filter(({ users }) => users.length > 0);
  if (used.length === 0) return { stale, inUse: [] };
  const alsoUsed = new Set([...facts.alsoUsed, ...used.map(({ pair }) => pair)]);
  return { stale: planPrune({ ...facts, alsoUsed }), inUse: used.map(({ note }) => note) };
}

/** Tags are a deploy's, which gives them to the functions too: what is taken away here leaves them as they are. */
function withDeployedTags(service: Service, snapshot: Snapshot): Service {
  const isOurs = snapshot.foundation?.startsWith('{') === true;
  return isOurs ? { ...service, tags: keptTags(deployedFoundation(snapshot)) } : service;
}

function wayBack(snapshot: Snapshot): readonly Was[] {
  return parseLiveNote(snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '').chain;
}

/** Stages that somebody else made, or that show deployments ship did not make: what they serve is read and stays. */
async function foreignUse({ cloud }: Ports, service: Service, { api }: Snapshot): Promise<ReadonlySet<string>> {
  const stages = api ? [api.live, api.preview, ...api.otherStages] : [];
  const foreign = stages.filter(
    (stage) => stage?.deploymentId && !api?.deployments.find(({ id }) => id === stage.deploymentId)?.release,
  );
  const served = await Promise.all(foreign.map((stage) => cloud.exportRoutes(api?.id ?? '', stage?.name ?? '')));
  const pairs = served.flatMap((document) => [...document.matchAll(/:function:([\w-]+):(\d+)/g)]);
  return new Set(
    pairs.flatMap(([, name, version]) => {
      const found = service.functions.find(({ lambdaName }) => lambdaName === name);
      return found ? [`${found.key}:${version}`] : [];
    }),
  );
}

async function readUploads({ cloud }: Ports, service: Service, snapshot: Snapshot): Promise<Uploads> {
  const bucket = snapshot.stack?.outputs[outputs.artifactBucket];
  const [keys, ...layers] = await Promise.all([
    bucket ? cloud.listArtifacts(bucket) : [],
    ...ownLayers(service, snapshot).map((name) => cloud.listLayerVersions(name)),
  ]);
  return { layers: layers.flat(), ...(bucket ? { bucket: { name: bucket, keys } } : {}) };
}

function newPrune(request: PruneRequest, ports: Ports, snapshot: Snapshot, steps: readonly Step[]): Run {
  const { service, actor, runId, options } = request;
  const learnt = newLearnt(snapshot);
  return {
    ...ports,
    cloud: guardWrites(ports.cloud, learnt),
    service,
    plan: planOf(service, snapshot, steps),
    snapshot,
    artifacts: {},
    options,
    connections: noConnections,
    lockRequest: lockRequestFor(ports, service, { owner: actor, runId, purpose: 'prune' }),
    liveNote: () => snapshot.api?.live?.description ?? '',
    learnt,
  };
}

/** The release stays what it is; only leftovers go. */
function planOf(service: Service, snapshot: Snapshot, steps: readonly Step[]): Plan {
  const live = liveRelease(snapshot);
  if (!live) throw nothingLive(service.name);
  return planOfKnown({ service, snapshot, release: live }, steps);
}
