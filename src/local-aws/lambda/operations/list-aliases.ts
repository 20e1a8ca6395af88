import { describeAlias } from '../alias-input.ts';
import { defineOperation } from '../define-operation.ts';
import { findAlias, findFunction } from '../find-version.ts';
import type { AliasRow } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { functionName, functionVersion, maxItems, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listAliases = defineOperation({
  name: 'ListAliases',
  route: 'GET /2015-03-31/functions/{FunctionName}/aliases',
  writes: false,
  input: structure(
    { FunctionName: functionName },
    { FunctionVersion: functionVersion, Marker: text, MaxItems: maxItems },
  ),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    const rows = findFunction(world, name).aliases.flatMap((alias): AliasRow[] => {
      const row = findAlias(world, name, alias);
      const wanted = !request.FunctionVersion || row?.functionVersion === request.FunctionVersion;
      return row && wanted ? [row] : [];
    });
    const { items, next } = paginate(rows, request, { keyOf: (row) => row.name });
    return { body: { Aliases: items.map((row) => describeAlias(world, row)), NextMarker: next } };
  },
});
