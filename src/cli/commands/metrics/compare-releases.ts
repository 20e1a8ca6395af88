import type { Service } from '../../../model/service.ts';
import type { HistoryEntry } from '../../../release/index.ts';
import {
  toVersionMetrics,
  versionQueries,
  type MetricAnswers,
  type MetricQuery,
  type VersionMetrics,
} from '../../../release/version-metrics.ts';

export interface ComparedVersion {
  readonly function: string;
  readonly lambdaName: string;
  /** Those of the two that have this version: `r16`, or both. */
  readonly releases: readonly string[];
  readonly isLive: boolean;
  readonly version: string;
}

export type MeasuredVersion = ComparedVersion & VersionMetrics;

/**
 * The versions of the live release and of the one that was live before, function by function, the live ones first. While
 * a share of the calls goes to another release, that one is compared.
 */
export function versionsToCompare(service: Service, history: readonly HistoryEntry[]): readonly ComparedVersion[] {
  const live = history.find(({ state }) => state === 'live');
  const before = history.find(({ state }) => state === 'canary') ?? history.find(({ state }) => state === 'was live');
  return service.functions.flatMap(({ key, lambdaName }) => {
    const [now, then] = [live?.functions[key], before?.functions[key]];
    const about = { function: key, lambdaName };
    const isSame = now !== undefined && now === then;
    const releases = [live, ...(isSame ? [before] : [])].flatMap((one) => one?.name ?? []);
    return [
      ...(now === undefined ? [] : [{ ...about, releases, isLive: true, version: now }]),
      ...(then === undefined || isSame
        ? []
        : [{ ...about, releases: [before?.name ?? ''], isLive: false, version: then }]),
    ];
  });
}

export async function compareReleases(
  versions: readonly ComparedVersion[],
  stepAliases: readonly string[],
  read: (queries: readonly MetricQuery[]) => Promise<MetricAnswers>,
): Promise<readonly MeasuredVersion[]> {
  const idOf = (one: ComparedVersion): string => `${one.function}:${one.version}`;
  const queries = versions.flatMap((one) => versionQueries(idOf(one), one.lambdaName, one.version, stepAliases));
  const answers = await read(queries);
  return versions.map((one) => ({ ...one, ...toVersionMetrics(idOf(one), answers) }));
}
