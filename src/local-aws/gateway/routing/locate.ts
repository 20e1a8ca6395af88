import { apiMappings, type ApiMappingRow } from '../../apigateway/rows.ts';
import type { World } from '../../kernel/world.ts';
import type { FoundStage, StageFinder } from './find-stage.ts';
import type { Entry } from './hosts.ts';

export interface Located extends FoundStage {
  /** What handlers see as the path: decoded, the stage in front. */
  readonly rawPath: string;
  readonly domainName: string;
}

/** `/a1b2c3d4e5/orders` -> `/orders`: an API's endpoint holds its id as the first segment. */
function withoutApiId(path: string, apiId: string): string {
  if (!path.startsWith(apiId, 1)) return path;
  const rest = path.slice(apiId.length + 1);
  if (rest === '') return '/';
  return rest.startsWith('/') ? rest : path;
}

function covers(key: string, path: string): boolean {
  return key === '' || path === `/${key}` || path.startsWith(`/${key}/`);
}

/** The longest mapping key that the path begins with. */
function mappingOf(world: World, domainName: string, path: string): ApiMappingRow | undefined {
  return apiMappings(world)
    .values()
    .filter((row) => row.domainName === domainName && covers(row.apiMappingKey, path))
    .toSorted((a, b) => b.apiMappingKey.length - a.apiMappingKey.length)[0];
}

function locateByDomain(world: World, stages: StageFinder, domainName: string, rawPath: string): Located | undefined {
  const mapping = mappingOf(world, domainName, rawPath);
  const stage = mapping && stages.byName(mapping.apiId, mapping.stage);
  if (!stage) return undefined;
  const key = mapping.apiMappingKey;
  const path = key === '' ? rawPath : rawPath.slice(key.length + 1) || '/';
  return { stage, path, rawPath, domainName };
}

/** The stage that a request is for; undefined: none, or it may not be reached so. */
export function locate(world: World, stages: StageFinder, entry: Entry, requested: string): Located | undefined {
  if ('domainName' in entry) return locateByDomain(world, stages, entry.domainName, requested);
  const { apiId } = entry;
  const rawPath = withoutApiId(requested, apiId);
  const found = stages.find(apiId, rawPath);
  if (!found || found.stage.deployment.disableExecuteApiEndpoint) return undefined;
  const { stage, path } = found;
  return { stage, path, rawPath, domainName: stage.domainName };
}
