import { defineOperation } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { functions } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { describeUrl } from '../urls/url-input.ts';
import { functionUrls } from '../urls/url-rows.ts';
import { functionName, maxItemsUpTo50, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const listFunctionUrlConfigs = defineOperation({
  name: 'ListFunctionUrlConfigs',
  route: 'GET /2021-10-31/functions/{FunctionName}/urls',
  writes: false,
  input: structure({ FunctionName: functionName }, { Marker: text, MaxItems: maxItemsUpTo50 }),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    if (!functions(world).has(name)) throw notFound('Function does not exist');
    const rows = functionUrls(world)
      .values()
      .filter((row) => row.functionName === name);
    const { items, next } = paginate(rows, request, { keyOf: (row) => row.qualifier });
    return { body: { FunctionUrlConfigs: items.map((row) => describeUrl(world, row)), NextMarker: next } };
  },
});
