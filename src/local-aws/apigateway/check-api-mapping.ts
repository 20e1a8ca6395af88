import type { World } from '../kernel/world.ts';
import { badRequest, conflict, invalidApi } from './errors.ts';
import { apiMappings, apis, ownedKey, stages, type ApiMappingRow } from './rows.ts';

const KEY = /^[A-Za-z0-9$\-_.+!*'()]+(?:\/[A-Za-z0-9$\-_.+!*'()]+)*$/;

/** A mapping as it would be stored. An unknown API is a bad request here, not a missing resource (measured: floci). */
export function checkApiMapping(world: World, mapping: ApiMappingRow): void {
  const { apiId, stage, apiMappingKey, domainName, apiMappingId } = mapping;
  if (!apis(world).has(apiId)) throw badRequest(invalidApi(world, apiId));
  if (!stages(world).has(ownedKey(apiId, stage))) throw badRequest('Invalid stage identifier specified');
  if (apiMappingKey !== '' && !KEY.test(apiMappingKey)) throw badRequest('Invalid ApiMapping key specified');
  const isTaken = apiMappings(world)
    .values()
    .some(
      (other) =>
        other.domainName === domainName && other.apiMappingKey === apiMappingKey && other.apiMappingId !== apiMappingId,
    );
  if (isTaken) throw conflict('ApiMapping key already exists for this domain name');
}

/** The console's name for a mapping without a key. */
export function readMappingKey(key: string | undefined): string {
  return key === undefined || key === '(none)' ? '' : key;
}
