import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { authorizers, integrations, ownedKey, routes, rowsOf } from '../rows.ts';
import type { ImportedApi } from './import-document.ts';

type Owned = { readonly apiId: string };

function replace<Row extends Owned>(
  table: Table<Row>,
  apiId: string,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): void {
  for (const old of rowsOf(table, apiId)) table.delete(ownedKey(apiId, idOf(old)));
  for (const row of rows) table.set(ownedKey(apiId, idOf(row)), row);
}

/** Puts a document's routes, integrations and authorizers in the place of the API's own; all get new ids. */
export function storeImported(world: World, apiId: string, imported: ImportedApi): void {
  replace(routes(world), apiId, imported.routes, (row) => row.routeId);
  replace(integrations(world), apiId, imported.integrations, (row) => row.integrationId);
  replace(authorizers(world), apiId, imported.authorizers, (row) => row.authorizerId);
}
