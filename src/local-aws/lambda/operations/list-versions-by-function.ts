import { defineOperation } from '../define-operation.ts';
import { describeListed } from '../describe-function.ts';
import { findFunction, findVersion, LATEST } from '../find-version.ts';
import type { VersionRow } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { maxItems, namespacedFunctionName, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listVersionsByFunction = defineOperation({
  name: 'ListVersionsByFunction',
  route: 'GET /2015-03-31/functions/{FunctionName}/versions',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Marker: text, MaxItems: maxItems }),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    const listed = [LATEST, ...findFunction(world, name).versions];
    const { items, next } = paginate(listed, request, { keyOf: (version) => version });
    const rows = items.flatMap((version): VersionRow[] => {
      const row = findVersion(world, name, version);
      return row ? [row] : [];
    });
    return { body: { Versions: rows.map((row) => describeListed(world, row, row.version)), NextMarker: next } };
  },
});
