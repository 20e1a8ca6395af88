import { defineOperation } from '../define-operation.ts';
import { describeListedLayer } from '../describe-layer.ts';
import { isCompatible, locateLayer, versionsOfLayer } from '../find-layer.ts';
import { paginate } from '../paginate.ts';
import { knownRuntimes } from '../runtimes.ts';
import { architecture, layerName, maxItemsUpTo50, text } from '../validation/names.ts';
import { oneOf, structure } from '../validation/shape.ts';

/** A layer that does not exist has no versions: that is no error. */
export const listLayerVersions = defineOperation({
  name: 'ListLayerVersions',
  route: 'GET /2018-10-31/layers/{LayerName}/versions',
  writes: false,
  input: structure(
    { LayerName: layerName },
    {
      CompatibleRuntime: oneOf(...knownRuntimes),
      CompatibleArchitecture: architecture,
      Marker: text,
      MaxItems: maxItemsUpTo50,
    },
  ),
  handle: (request, world) => {
    const rows = versionsOfLayer(world, locateLayer(world, request.LayerName));
    const matching = rows.filter((row) => isCompatible(row, request));
    const { items, next } = paginate(matching, request, { keyOf: ({ version }) => String(version) });
    return { body: { LayerVersions: items.map((row) => describeListedLayer(world, row)), NextMarker: next } };
  },
});
