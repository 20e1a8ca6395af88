import { defineOperation } from '../define-operation.ts';
import { describeLayer } from '../describe-layer.ts';
import { checkVersionNumber, findLayerVersion, locateLayer } from '../find-layer.ts';
import { layerName } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

export const getLayerVersion = defineOperation({
  name: 'GetLayerVersion',
  route: 'GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}',
  writes: false,
  input: structure({ LayerName: layerName, VersionNumber: integer() }, {}),
  handle: (request, world) => {
    checkVersionNumber(request.VersionNumber);
    const name = locateLayer(world, request.LayerName);
    return { body: describeLayer(world, findLayerVersion(world, name, request.VersionNumber)) };
  },
});
