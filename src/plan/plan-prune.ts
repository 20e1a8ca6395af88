import { stackName } from '../model/names.ts';
import type { PruneTarget, Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { staleUploads, type Uploads } from './plan-prune-uploads.ts';
import { sourceName } from './plan-pulls.ts';
import { knownReleases } from './releases.ts';
import { connectionPlace, connectionsFor, sourceSettings } from './resolve-connections.ts';
import { parseNote } from './version-note.ts';

export interface PruneFacts {
  readonly service: Service;
  /** With the aliases of every function. */
  readonly snapshot: Snapshot;
  /** What the live note names: what `ship rollback` goes back to. */
  readonly wayBack: readonly { readonly number: number; readonly deploymentId?: string }[];
  /** `functionKey:version` that stages not made by ship serve, and whatever else was read. */
  readonly alsoUsed: ReadonlySet<string>;
  readonly keepReleases: number;
  readonly uploads: Uploads;
}

/**
 * What nothing references any more: gateway deployments that no stage shows and no kept release is, and versions that no
 * kept release, alias, event source, provisioned concurrency or foreign stage uses. Only what ship made, by its notes.
 */
export function planPrune(facts: PruneFacts): readonly Step[] {
  const kept = keptReleases(facts);
  const stale = [...staleDeployments(facts, kept), ...staleAliases(facts, kept), ...staleVersions(facts, kept)];
  const uploads = staleUploads(facts.uploads, facts.snapshot, stale);
  // Functions first: which there were is known from the releases, and a stopped run must find them again.
  return [...stalePauses(facts, kept), ...removedFunctions(facts, kept), ...[...stale, ...uploads].map(asStep)];
}

/** Mappings that are paused for a rollback to releases that are gone. A mapping outlives its function, so it goes first. */
function stalePauses({ service, snapshot }: PruneFacts, kept: readonly KnownRelease[]): readonly Step[] {
  const place = connectionPlace(service, snapshot);
  const needed = kept.map(({ connectionsDigest }) => connectionsFor(service, snapshot, connectionsDigest));
  if (needed.includes(undefined)) return [];
  const sources = needed.flatMap((one) => (one?.pulls ?? []).map((pull) => sourceSettings(pull, place)?.sourceArn));
  return snapshot.eventSources
    .filter(({ state, sourceArn }) => state === 'Disabled' && !sources.includes(sourceArn))
    .map(({ uuid, sourceArn, function: key }) => ({
      id: `prune.source.${uuid}`,
      phase: 'finish',
      lane: 'prune',
      kind: 'remove-event-source',
      uuid,
      title: `Delete what connected ${sourceName(sourceArn)} to ${key}: no kept release has it`,
    }));
}

const keysOf = (releases: readonly KnownRelease[]): readonly string[] =>
  releases.flatMap(({ functions }) => functions.map(({ key }) => key));

/** Functions that the config no longer names go, whole, with the last kept release that still has them. */
function removedFunctions({ service, snapshot }: PruneFacts, kept: readonly KnownRelease[]): readonly Step[] {
  const used = new Set([...keysOf(kept), ...service.functions.map(({ key }) => key)]);
  const gone = [...new Set(keysOf(knownReleases(snapshot)))].filter((key) => !used.has(key));
  return gone.map((key) => {
    const lambdaName = `${stackName(service)}-${key}`;
    const title = `Delete function ${lambdaName}: no kept release has it, nor the config`;
    return { id: `prune.function.${key}`, phase: 'finish', lane: 'prune', kind: 'delete-function', lambdaName, title };
  });
}

/** What can still be gone back to, the live one among them. */
export function keptReleases({ snapshot, wayBack, keepReleases }: PruneFacts): readonly KnownRelease[] {
  const known = knownReleases(snapshot);
  const onStages = new Set(stageDeployments(snapshot));
  const window = new Set([...wayBack.slice(0, keepReleases + 1), ...known.slice(0, keepReleases)].map(numberOf));
  const { canary } = snapshot.api ?? {};
  const both = new Set(canary ? [canary.deploymentId, canary.overDeploymentId] : []);
  const named = new Set([...onStages, ...both, ...wayBack.map(({ deploymentId }) => deploymentId ?? '')]);
  // A CreateDeployment whose answer was lost, sent again, makes the same release twice: one of them is enough.
  const isTheOne = (release: KnownRelease): boolean => {
    const twins = known.filter(({ number }) => number === release.number);
    return release === (twins.find(({ deploymentId }) => named.has(deploymentId ?? '')) ?? twins[0]);
  };
  return known.filter((release) => {
    if (onStages.has(release.deploymentId ?? '') || both.has(release.deploymentId ?? '')) return true;
    return window.has(release.number) && (named.has(release.deploymentId ?? '') || isTheOne(release));
  });
}

const numberOf = ({ number }: { readonly number: number }): number => number;

function stageDeployments({ api }: Snapshot): readonly string[] {
  const stages = api ? [api.live, api.preview, ...api.otherStages] : [];
  return stages.flatMap((stage) => (stage?.deploymentId ? [stage.deploymentId] : []));
}

function staleDeployments({ snapshot }: PruneFacts, kept: readonly KnownRelease[]): PruneTarget[] {
  const used = new Set([...stageDeployments(snapshot), ...kept.map(({ deploymentId }) => deploymentId ?? '')]);
  return (snapshot.api?.deployments ?? [])
    .filter(({ id, release, step }) => (release ?? step) && !used.has(id))
    .map(({ id, release, step }) => ({
      kind: 'deployment',
      deploymentId: id,
      because: step
        ? `it gave r${step.release} ${step.percent} % of the calls and is on no stage`
        : `r${release?.number ?? '?'} is beyond the kept releases and on no stage`,
    }));
}

const releaseAlias = /^ship-r(\d+)$/;
/** Weighs two versions for a step on the way to that release. */
const shareAlias = /^ship-r(\d+)-(\d+)$/;

/** Records of releases of a service without routes; an alias keeps its version from being deleted, so it goes first. */
function staleAliases({ snapshot }: PruneFacts, kept: readonly KnownRelease[]): PruneTarget[] {
  return Object.values(snapshot.functions).flatMap((state) =>
    Object.keys(state.aliases)
      .filter((alias) => isStaleAlias(alias, snapshot, kept))
      .map((alias) => ({
        kind: 'alias',
        function: state.key,
        alias,
        because: shareAlias.test(alias) ? 'no stage shows its step' : 'its release is beyond the kept ones',
      })),
  );
}

function isStaleAlias(alias: string, snapshot: Snapshot, kept: readonly KnownRelease[]): boolean {
  const [, release, percent] = shareAlias.exec(alias) ?? [];
  if (release !== undefined) return !isShown(snapshot, Number(release), Number(percent));
  const number = releaseAlias.exec(alias)?.[1];
  return number !== undefined && !kept.some((one) => one.number === Number(number));
}

function isShown(snapshot: Snapshot, release: number, percent: number): boolean {
  const shown = new Set(stageDeployments(snapshot));
  const steps = (snapshot.api?.deployments ?? []).filter(({ id }) => shown.has(id));
  return steps.some(({ step }) => step?.release === release && step.percent === percent);
}

function staleVersions(facts: PruneFacts, kept: readonly KnownRelease[]): PruneTarget[] {
  return Object.values(facts.snapshot.functions).flatMap((state) => {
    const used = usedVersions(facts, kept, state.key);
    return state.versions
      .filter(({ version, description }) => parseNote(description).functionDigest && !used.has(version))
      .map(({ version }) => ({
        kind: 'version' as const,
        function: state.key,
        version,
        because: 'no kept release, alias, event source or stage uses it',
      }));
  });
}

function usedVersions(
  { snapshot, alsoUsed }: PruneFacts,
  kept: readonly KnownRelease[],
  key: string,
): ReadonlySet<string> {
  const inReleases = kept.flatMap(({ functions }) =>
    functions.filter((one) => one.key === key).map(({ version }) => version),
  );
  const aliases = Object.values(snapshot.functions[key]?.aliases ?? {})
    .filter(({ name }) => !isStaleAlias(name, snapshot, kept))
    .flatMap(({ version, weights }) => [version, ...Object.keys(weights ?? {})]);
  const sources = snapshot.eventSources
    .filter((source) => source.function === key)
    .map(({ targetArn }) => targetArn.split(':').at(-1) ?? '');
  const others = [...alsoUsed].filter((pair) => pair.startsWith(`${key}:`)).map((pair) => pair.slice(key.length + 1));
  const warm = (snapshot.provisioned[key] ?? []).map(({ version }) => version);
  return new Set([...inReleases, ...aliases, ...sources, ...others, ...warm]);
}

function asStep(what: PruneTarget): Step {
  const name = nameOf(what);
  return {
    id: `prune.${name}`,
    phase: 'finish',
    lane: 'prune',
    kind: 'prune',
    what,
    title: `Delete ${name}: ${what.because}`,
  };
}

function nameOf(what: PruneTarget): string {
  if (what.kind === 'version') return `${what.function} version ${what.version}`;
  if (what.kind === 'alias') return `${what.function} alias ${what.alias}`;
  if (what.kind === 'layer-version') return `layer ${what.arn.split(':').slice(6).join(' version ')}`;
  if (what.kind === 'artifact') return `${what.key} in bucket ${what.bucket}`;
  return `gateway deployment ${what.deploymentId}`;
}
