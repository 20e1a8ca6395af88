import { defineOperation } from '../define-operation.ts';
import { describeLayer } from '../describe-layer.ts';
import { findLayerVersion, locateLayer } from '../find-layer.ts';
import { parseLayer } from '../layer-rows.ts';
import { layerVersionArn } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getLayerVersionByArn = defineOperation({
  name: 'GetLayerVersionByArn',
  route: 'GET /2018-10-31/layers?find=LayerVersion',
  writes: false,
  input: structure({ Arn: layerVersionArn }, {}),
  handle: (request, world) => {
    const name = locateLayer(world, request.Arn);
    const { version = 0 } = parseLayer(world, request.Arn);
    return { body: describeLayer(world, findLayerVersion(world, name, version)) };
  },
});
