import { defineOperation } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { findLayerForPolicy, locateLayer } from '../find-layer.ts';
import { layerName } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

export const getLayerVersionPolicy = defineOperation({
  name: 'GetLayerVersionPolicy',
  route: 'GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy',
  writes: false,
  input: structure({ LayerName: layerName, VersionNumber: integer() }, {}),
  handle: (request, world) => {
    const name = locateLayer(world, request.LayerName);
    const { policy } = findLayerForPolicy(world, name, request.VersionNumber);
    if (!policy || policy.statements.length === 0) {
      throw notFound('No policy is associated with the given resource.');
    }
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy.statements };
    return { body: { Policy: JSON.stringify(document), RevisionId: policy.revisionId } };
  },
});
