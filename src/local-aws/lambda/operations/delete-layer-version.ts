import { defineOperation } from '../define-operation.ts';
import { checkVersionNumber, locateLayer } from '../find-layer.ts';
import { layerKey, layerVersions } from '../layer-rows.ts';
import { layerName } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

/** Functions that have the layer keep it; deleting what is not there is no error (recorded). */
export const deleteLayerVersion = defineOperation({
  name: 'DeleteLayerVersion',
  route: 'DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}',
  writes: true,
  input: structure({ LayerName: layerName, VersionNumber: integer() }, {}),
  handle: (request, world) => {
    checkVersionNumber(request.VersionNumber);
    const name = locateLayer(world, request.LayerName);
    layerVersions(world).delete(layerKey(name, request.VersionNumber));
    return { status: 204 };
  },
});
