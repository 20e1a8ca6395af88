import { randomUUID } from 'node:crypto';
import { defineOperation } from '../define-operation.ts';
import { notFound, staleRevision } from '../errors.ts';
import { findLayerForPolicy, locateLayer } from '../find-layer.ts';
import { layerKey, layerVersions } from '../layer-rows.ts';
import { layerName, statementId, text } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

export const removeLayerVersionPermission = defineOperation({
  name: 'RemoveLayerVersionPermission',
  route: 'DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}',
  writes: true,
  input: structure({ LayerName: layerName, VersionNumber: integer(), StatementId: statementId }, { RevisionId: text }),
  handle: (request, world) => {
    const name = locateLayer(world, request.LayerName);
    const row = findLayerForPolicy(world, name, request.VersionNumber);
    if (request.RevisionId && request.RevisionId !== row.policy?.revisionId) {
      throw staleRevision('GetLayerPolicy');
    }
    const before = row.policy?.statements ?? [];
    const statements = before.filter(({ Sid }) => Sid !== request.StatementId);
    if (statements.length === before.length) {
      throw notFound(`Statement ${request.StatementId} is not found in resource policy.`);
    }
    const policy = { revisionId: randomUUID(), statements };
    layerVersions(world).set(layerKey(name, row.version), { ...row, policy });
    return { status: 204 };
  },
});
