import type { Table } from '../../kernel/store.ts';
import { changeApi } from '../draft/one-at-a-time.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { id } from '../input/members.ts';
import { apiMappings, apis, authorizers, deployments, integrations, routes, stages } from '../rows.ts';

/** Seen by floci: the rest of the sentence is its own. */
const MAPPED = 'Deleting API failed. Please remove all API mappings for the API from your custom domain names';

function drop<Row extends { readonly apiId: string }>(table: Table<Row>, apiId: string): void {
  for (const key of table.keys()) if (table.get(key)?.apiId === apiId) table.delete(key);
}

export const deleteApi = defineOperation({
  name: 'DeleteApi',
  route: 'DELETE /v2/apis/{apiId}',
  writes: true,
  input: fields({ apiId: id }, {}),
  handle: async ({ apiId }, world, context) => {
    await changeApi(world, context, apiId, () => {
      if (
        apiMappings(world)
          .values()
          .some((mapping) => mapping.apiId === apiId)
      )
        throw badRequest(MAPPED);
      drop(stages(world), apiId);
      drop(deployments(world), apiId);
      drop(routes(world), apiId);
      drop(integrations(world), apiId);
      drop(authorizers(world), apiId);
      apis(world).delete(apiId);
      world.gateway.close(apiId);
    });
    return { status: 204 };
  },
});
