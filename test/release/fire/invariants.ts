import { describeStatus } from '../../../src/release/status.ts';
import { look } from '../../../src/release/look.ts';
import { parseLiveNote } from '../../../src/release/live-note.ts';
import { parseRelease } from '../../../src/release/describe-release.ts';
import { parseStepNote } from '../../../src/release/step-note.ts';
import { renderFoundation } from '../../../src/template/render-foundation.ts';
import { aService, type Shape } from '../a-service.ts';
import type { MemoryApi, MemoryAws, MemoryFunction } from '../memory/memory-aws.ts';
import { connectMemory } from '../memory/memory-cloud.ts';

// What must hold after every single step, whatever has happened so far. Each answers what is wrong, in sentences.

const later = new Date('2026-12-24T00:00:00Z');

/** The release that callers of the live URL meet; `404`: none is live. */
export function releaseOfCallers(aws: MemoryAws): string {
  const [api] = aws.apis.values();
  const document = liveDocument(api);
  return document === undefined ? '404' : versionsOf(document).release;
}

/** Every route answers, from versions that are there, and all of them are of the one release whose record says so. */
export function callersAre(aws: MemoryAws): readonly string[] {
  const [api] = aws.apis.values();
  const deploymentId = api?.stages.get('$default')?.deploymentId;
  if (!api || deploymentId === undefined) return [];
  const deployment = api.deployments.get(deploymentId);
  if (!deployment) return [`the live stage shows ${deploymentId}, which is gone`];
  const { release, named, siblings } = versionsOf(deployment.document);
  const step = parseStepNote(deployment.description);
  if (step) return stepIs(aws, api, step);
  const record = parseRelease(deployment.description);
  if (release !== `r${record?.number}`)
    return [`${deploymentId} answers as ${release}, recorded as r${record?.number}`];
  const recorded = new Set(record?.functions.map(({ key, version }) => `${key}:${version}`));
  const keyed = named.map(([, name = '', version = '']) => [name, `${name.split('-').at(-1)}:${version}`] as const);
  return [
    ...named
      .filter(([, name = '', version = '']) => !aws.functions.get(name)?.versions.has(version))
      .map(([, name, version]) => `a live route goes to ${name}:${version}, which is gone`),
    ...keyed.filter(([, one]) => !recorded.has(one)).map(([, one]) => `a live route goes to ${one}, not of ${release}`),
    ...siblings.filter((one) => !recorded.has(one)).map((one) => `${one} is named as a sibling, not of ${release}`),
  ];
}

/** While a release has a share, each function is called by a live version, or by one alias of that very step. */
function stepIs(
  aws: MemoryAws,
  api: MemoryApi,
  { release, percent }: { readonly release: number; readonly percent: number },
): readonly string[] {
  const note = parseLiveNote(api.stages.get('$default')?.description ?? '');
  const said = `r${note.share?.number} ${note.share?.percent}%`;
  if (said !== `r${release} ${percent}%`) return [`the note says ${said}, the stage gives r${release} ${percent} %`];
  const versions = [note.chain[0]?.deploymentId, note.share?.deploymentId].map((id) =>
    parseRelease(api.deployments.get(id ?? '')?.description ?? '')?.functions.map((one) => `${one.key}:${one.version}`),
  );
  const known = new Set(versions.flatMap((list) => list ?? []));
  const called = [...(liveDocument(api) ?? '').matchAll(/:function:test-orders-([\w-]+):([\w-]+)\/invocations/g)];
  return called.flatMap(([, key = '', qualifier = '']) => {
    if (known.has(`${key}:${qualifier}`)) return [];
    const alias = aws.functions.get(`test-orders-${key}`)?.aliases.get(qualifier);
    const weights = Object.entries(alias?.weights ?? {});
    const isOurs = qualifier === `ship-r${release}-${percent}` && weights[0]?.[1] === percent / 100;
    const both = [alias?.version, weights[0]?.[0]].every((version) => known.has(`${key}:${version}`));
    return isOurs && both ? [] : [`a live route goes to ${key}:${qualifier}, which is not of this step`];
  });
}

/** Releases that can be gone back to, aliases and event sources name only what is there. */
export function referencesAre(aws: MemoryAws, keptReleases: number): readonly string[] {
  const [api] = aws.apis.values();
  const chain = parseLiveNote(api?.stages.get('$default')?.description ?? '').chain.slice(0, keptReleases + 1);
  const lost = chain.filter(({ deploymentId }) => deploymentId && !api?.deployments.has(deploymentId));
  const versionsLost = chain.flatMap(({ deploymentId = '' }) => {
    const document = api?.deployments.get(deploymentId)?.document;
    return document === undefined
      ? []
      : versionsOf(document).named.filter(
          ([, name = '', version = '']) => !aws.functions.get(name)?.versions.has(version),
        );
  });
  const dangling = [...aws.functions].flatMap(([name, { aliases, versions, provisioned }]) => [
    ...[...aliases.values()]
      .filter(({ version }) => version !== '$LATEST' && !versions.has(version))
      .map((alias) => `alias ${alias.name} of ${name}`),
    ...[...provisioned.keys()]
      .filter((version) => !versions.has(version))
      .map((version) => `provisioned ${name}:${version}`),
  ]);
  const unfed = [...aws.eventSources.values()].filter(
    ({ functionName }) => !aws.functions.get(functionName)?.aliases.has('live'),
  );
  return [
    ...lost.map(({ number }) => `r${number} is on the way back and its deployment is gone`),
    ...versionsLost.map(([what]) => `a release on the way back names ${what}, which is gone`),
    ...dangling.map((what) => `${what} names a version that is gone`),
    ...unfed.map(({ functionName }) => `an event source feeds ${functionName}, whose live alias is gone`),
  ];
}

/** `ship status` from another machine names the release that callers meet. */
export async function statusIs(aws: MemoryAws, shape: Shape): Promise<readonly string[]> {
  const { service } = aService(shape);
  const { live, canary } = describeStatus(service, await look(connectMemory(aws).cloud, service), later);
  const seen = releaseOfCallers(aws);
  const said = canary ? `${canary.release}-${canary.percent}` : (live?.name ?? '404');
  return said === seen ? [] : [`status says ${said}, callers meet ${seen}`];
}

/** What a prune that keeps nothing has left: only what the stages show, aliases name and the config wants. */
export function leftovers(aws: MemoryAws, shape: Shape): readonly string[] {
  const { service } = aService(shape);
  const [api] = aws.apis.values();
  const shown = new Set([...(api?.stages.values() ?? [])].map(({ deploymentId }) => deploymentId));
  const documents = [...(api?.deployments.entries() ?? [])]
    .filter(([id]) => shown.has(id))
    .map(([, { document }]) => document);
  const used = new Set([
    ...documents.flatMap((document) => versionsOf(document).named.map(([, name, version]) => `${name}:${version}`)),
    ...documents.flatMap((document) => versionsOf(document).siblings.map((one) => `test-orders-${one}`)),
  ]);
  const known = new Set([
    ...service.functions.map(({ lambdaName }) => lambdaName),
    ...[...used].map((one) => one.split(':')[0]),
  ]);
  const wanted = renderFoundation(service, { needsBucket: false }).Resources;
  return [
    ...resourceIds(aws)
      // The preview may show another release than the live one, and $LATEST have another role: they need their own.
      .filter((id) => shown.size === 1 && !wanted[id] && !/^(Queue|DeadLetters|Alarm|Role\w+[0-9a-f]{8}$)/.test(id))
      .map((id) => `${id} in the foundation`),
    ...[...(api?.deployments.keys() ?? [])].filter((id) => !shown.has(id)).map((id) => `deployment ${id}`),
    ...[...aws.functions.keys()].filter((name) => !known.has(name)).map((name) => `function ${name}`),
    ...[...aws.functions].flatMap(([name, found]) => staleVersions(name, found, used)),
    ...[...aws.functions].flatMap(([name, { aliases }]) =>
      [...aliases.keys()].filter((alias) => /^ship-r\d+-\d+$/.test(alias)).map((alias) => `alias ${alias} of ${name}`),
    ),
  ];
}

export function resourceIds(aws: MemoryAws): readonly string[] {
  const templates = [...aws.stacks.values()].map(({ template }) => JSON.parse(template) as { Resources: object });
  return templates.flatMap(({ Resources }) => Object.keys(Resources));
}

function staleVersions(
  name: string,
  { versions, aliases }: MemoryFunction,
  used: ReadonlySet<string>,
): readonly string[] {
  const named = new Set([...aliases.values()].map(({ version }) => version));
  return [...versions.keys()]
    .filter((version) => !named.has(version) && !used.has(`${name}:${version}`))
    .map((version) => `${name}:${version}`);
}

/** `test-orders-main:3` */
export function liveVersions(aws: MemoryAws): readonly string[] {
  const document = liveDocument([...aws.apis.values()][0]);
  if (document === undefined) return [];
  const { named, siblings } = versionsOf(document);
  const routed = named.map(([, name, version]) => `${name}:${version}`);
  return [...new Set([...routed, ...siblings.map((one) => `test-orders-${one}`)])];
}

function liveDocument(api: MemoryApi | undefined): string | undefined {
  return api?.deployments.get(api.stages.get('$default')?.deploymentId ?? '')?.document;
}

interface Versions {
  readonly release: string;
  readonly named: readonly RegExpMatchArray[];
  /** `invoice:7`, as the main function is told. */
  readonly siblings: readonly string[];
}

const parsed = new Map<string, Versions>();

function versionsOf(document: string): Versions {
  const known = parsed.get(document) ?? {
    release: (JSON.parse(document) as { info: { version: string } }).info.version,
    named: [...document.matchAll(/:function:([\w-]+):(\d+)\/invocations/g)],
    siblings: [...document.matchAll(/"overwrite:header\.x-ship-functions":\s*"([^"]*)"/g)]
      .flatMap(([, list = '']) => list.split(','))
      .map((pair) => pair.replace('=', ':')),
  };
  parsed.set(document, known);
  return known;
}
