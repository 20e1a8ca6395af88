import type { World } from '../../kernel/world.ts';
import { findApi } from '../find.ts';
import { authorizers, integrations, routes, rowsOf, type Snapshot } from '../rows.ts';

/** The draft as it is now. Rows are values that nobody changes, so holding them is a deep copy. */
export function takeSnapshot(world: World, apiId: string): Snapshot {
  const { name, description, version, corsConfiguration, disableExecuteApiEndpoint } = findApi(world, apiId);
  return {
    name,
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(corsConfiguration && { corsConfiguration }),
    disableExecuteApiEndpoint,
    routes: rowsOf(routes(world), apiId),
    integrations: rowsOf(integrations(world), apiId),
    authorizers: rowsOf(authorizers(world), apiId),
  };
}
