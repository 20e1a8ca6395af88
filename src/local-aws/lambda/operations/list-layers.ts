import { defineOperation } from '../define-operation.ts';
import { describeListedLayer } from '../describe-layer.ts';
import { isCompatible, versionsOfLayer } from '../find-layer.ts';
import { layerArn, layerCounters, type LayerVersionRow } from '../layer-rows.ts';
import { paginate } from '../paginate.ts';
import { knownRuntimes } from '../runtimes.ts';
import { architecture, maxItemsUpTo50, text } from '../validation/names.ts';
import { oneOf, structure } from '../validation/shape.ts';

export const listLayers = defineOperation({
  name: 'ListLayers',
  route: 'GET /2018-10-31/layers',
  writes: false,
  input: structure(
    {},
    {
      CompatibleRuntime: oneOf(...knownRuntimes),
      CompatibleArchitecture: architecture,
      Marker: text,
      MaxItems: maxItemsUpTo50,
    },
  ),
  handle: (request, world) => {
    const latest = layerCounters(world)
      .keys()
      .flatMap((name): LayerVersionRow[] => {
        const match = versionsOfLayer(world, name).find((row) => isCompatible(row, request));
        return match ? [match] : [];
      });
    const { items, next } = paginate(latest, request, { keyOf: ({ name }) => name });
    const Layers = items.map((row) => ({
      LayerName: row.name,
      LayerArn: layerArn(world, row.name),
      LatestMatchingVersion: describeListedLayer(world, row),
    }));
    return { body: { Layers, NextMarker: next } };
  },
});
