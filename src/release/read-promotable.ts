import { digestDiffers, neverLive, promotionMismatch } from '../errors/catalogue/promotion-errors.ts';
import { nothingLive, unknownRelease } from '../errors/catalogue/release-errors.ts';
import { liveStage, previewStage, type KnownRelease } from '../model/release.ts';
import type { FunctionDefinition, Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import {
  codeMismatches,
  functionMismatches,
  layerArnOf,
  ownLayers,
  type PublishedCode,
  routeMismatches,
} from '../plan/match-promotion.ts';
import { knownReleases, liveRelease } from '../plan/releases.ts';
import type { Cloud, FetchedZip } from './cloud.ts';
import { routesDigestOf } from './digests.ts';
import { parseLiveNote } from './live-note.ts';
import { look } from './look.ts';
import { servedRoutes } from './served-routes.ts';

export interface PromotionRequest {
  /** The service as the config has it where the release is, and where it is to go. */
  readonly source: Service;
  readonly target: Service;
  /** 7 for `--release r7`; undefined: what is live there. */
  readonly number?: number;
  /** Absolute path for a zip, by a name that is unique in the service. */
  readonly pathFor: (name: string) => string;
}

/** A release as it lies in its environment, its bytes on this disk, checked. */
export interface Promotable {
  readonly release: KnownRelease;
  readonly functions: readonly PromotableFunction[];
  readonly notes: readonly string[];
}

export interface PromotableFunction {
  readonly key: string;
  readonly handler: string;
  readonly zipPath: string;
  /** Base64, as Lambda says it: the published version in the target must have the same. */
  readonly codeSha256: string;
  readonly layers: readonly { readonly name: string; readonly zipPath: string }[];
}

/** Reads the release in its own environment, with its own credentials; nothing is written there. */
export async function readPromotable(request: PromotionRequest, cloud: Cloud): Promise<Promotable> {
  const { source, target } = request;
  const snapshot = await look(cloud, source);
  const release = chooseRelease(request, snapshot);
  const unlike = [...functionMismatches(release, target), ...(await routesUnlike(request, snapshot, release, cloud))];
  if (unlike.length > 0) throw mismatch(request, release, unlike);
  const fetched = await Promise.all(target.functions.map((one) => fetchFunction(request, release, one, cloud)));
  const wrong = fetched.flatMap(({ mismatches }) => mismatches);
  if (wrong.length > 0) throw mismatch(request, release, wrong);
  return {
    release,
    functions: fetched.map(({ promotable }) => promotable),
    notes: fetched.flatMap(({ notes }) => notes),
  };
}

/** Only what callers have had before them: a release that never went live failed, was stopped, or is still on trial. */
function chooseRelease({ source, number }: PromotionRequest, snapshot: Snapshot): KnownRelease {
  const { name, environment } = source;
  const live = liveRelease(snapshot);
  if (!live) throw nothingLive(name, environment.name);
  if (number === undefined || number === live.number) return live;
  const known = knownReleases(snapshot);
  const found = known.find((one) => one.number === number);
  const names = known.map((one) => `r${one.number}`);
  if (!found) throw unknownRelease(`r${number}`, names, `promote from ${environment.name}`).withLive(untouched);
  const note = parseLiveNote(snapshot.api?.live?.description ?? snapshot.routeless?.description ?? '');
  const wasLive = [...note.chain.map((one) => one.number), ...note.left].includes(number);
  if (!wasLive) throw neverLive(name, environment.name, number);
  return found;
}

const untouched = 'as before: nothing was changed';

const mismatch = ({ source, target }: PromotionRequest, release: KnownRelease, lines: readonly string[]) =>
  promotionMismatch(
    { service: source.name, from: source.environment.name, to: target.environment.name },
    { name: `r${release.number}`, ...(release.gitSha ? { gitSha: release.gitSha } : {}) },
    lines,
  );

/** Equal digests are equal routes; otherwise what a stage shows of the release is compared key by key. */
async function routesUnlike(
  { source }: PromotionRequest,
  { api }: Snapshot,
  release: KnownRelease,
  cloud: Cloud,
): Promise<readonly string[]> {
  if (release.routesDigest === routesDigestOf(source)) return [];
  const shown = [api?.live, api?.preview].find((stage) => stage && stage.deploymentId === release.deploymentId);
  if (!api || !shown)
    return [`its routes are not those of the config, and neither ${liveStage} nor ${previewStage} shows them`];
  return routeMismatches(release.number, source, servedRoutes(await cloud.exportRoutes(api.id, shown.name)));
}

interface Fetched {
  readonly promotable: PromotableFunction;
  readonly mismatches: readonly string[];
  readonly notes: readonly string[];
}

async function fetchFunction(
  { source, pathFor }: PromotionRequest,
  release: KnownRelease,
  definition: FunctionDefinition,
  cloud: Cloud,
): Promise<Fetched> {
  const { key } = definition;
  const released = release.functions.find((one) => one.key === key);
  const lambdaName = source.functions.find((one) => one.key === key)?.lambdaName ?? '';
  const [version, zipPath] = [released?.version ?? '', pathFor(key)];
  const what = `version ${version} of ${lambdaName}`;
  const code = checked(what, await cloud.fetchCode(lambdaName, version, zipPath), released?.code);
  const mismatches = codeMismatches(definition, code, source);
  const layers = mismatches.length > 0 ? [] : await fetchLayers({ source, pathFor }, definition, code, cloud);
  const { handler, codeSha256 } = code;
  return { promotable: { key, handler, zipPath, codeSha256, layers }, mismatches, notes: notesOf(definition, code) };
}

function fetchLayers(
  { source, pathFor }: Pick<PromotionRequest, 'source' | 'pathFor'>,
  definition: FunctionDefinition,
  { layerArns }: PublishedCode,
  cloud: Cloud,
): Promise<PromotableFunction['layers']> {
  return Promise.all(
    ownLayers(definition).map(async (name) => {
      const arn = layerArnOf(source, name, layerArns) ?? '';
      const zipPath = pathFor(`${definition.key}.${name}`);
      checked(arn, await cloud.fetchLayer(arn, zipPath));
      return { name, zipPath };
    }),
  );
}

/** The bytes that came, what Lambda says of them, and what the release's record says of them are one. */
function checked<Zip extends FetchedZip>(what: string, zip: Zip | undefined, recorded = ''): Zip {
  if (!zip) throw digestDiffers(what, 'it is gone');
  if (zip.bytesSha256 !== zip.codeSha256)
    throw digestDiffers(what, `the bytes that came have the sha256 ${zip.bytesSha256}, Lambda says ${zip.codeSha256}`);
  if (!zip.codeSha256.startsWith(recorded))
    throw digestDiffers(what, `its code begins with ${zip.codeSha256.slice(0, 8)}, the release says ${recorded}`);
  return zip;
}

function notesOf({ key, runtime }: FunctionDefinition, code: PublishedCode): readonly string[] {
  return runtime === code.runtime ? [] : [`${key} was built for ${code.runtime} and will run on ${runtime}`];
}
