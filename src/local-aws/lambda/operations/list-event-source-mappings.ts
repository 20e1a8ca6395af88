import type { World } from '../../kernel/world.ts';
import { defineOperation } from '../define-operation.ts';
import { describeMapping } from '../event-source-input.ts';
import { eventSourceMappings, type EventSourceRow } from '../event-source-rows.ts';
import { LATEST } from '../find-version.ts';
import { limits } from '../limits.ts';
import { locateFunction } from '../locate-function.ts';
import { paginate } from '../paginate.ts';
import { maxItems, namespacedFunctionName, serviceArn, text } from '../validation/names.ts';
import { structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  {},
  { EventSourceArn: serviceArn, FunctionName: namespacedFunctionName, Marker: text, MaxItems: maxItems },
);

function isAsked(world: World, { settings, eventSourceArn }: EventSourceRow, request: ValueOf<typeof input>): boolean {
  if (request.EventSourceArn && request.EventSourceArn !== eventSourceArn) return false;
  if (!request.FunctionName) return true;
  const { name, qualifier } = locateFunction(world, { FunctionName: request.FunctionName });
  if (name !== settings.functionName) return false;
  return qualifier === undefined || qualifier === (settings.qualifier ?? LATEST);
}

export const listEventSourceMappings = defineOperation({
  name: 'ListEventSourceMappings',
  route: 'GET /2015-03-31/event-source-mappings',
  writes: false,
  input,
  handle: (request, world) => {
    const rows = eventSourceMappings(world)
      .values()
      .filter((row) => isAsked(world, row, request));
    const options = { keyOf: (row: EventSourceRow) => row.uuid, pageItems: limits.mappingPageItems };
    const { items, next } = paginate(rows, request, options);
    return { body: { EventSourceMappings: items.map((row) => describeMapping(world, row)), NextMarker: next } };
  },
});
