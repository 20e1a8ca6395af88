import { randomUUID } from 'node:crypto';
import { defineOperation } from '../define-operation.ts';
import { conflict, staleRevision } from '../errors.ts';
import { findLayerForPolicy, locateLayer } from '../find-layer.ts';
import { layerArn, layerKey, layerVersions, type LayerStatement } from '../layer-rows.ts';
import { layerName, statementId, text } from '../validation/names.ts';
import { integer, string, structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  {
    LayerName: layerName,
    VersionNumber: integer(),
    StatementId: statementId,
    Action: string({ max: 22, pattern: 'lambda:GetLayerVersion' }),
    Principal: string({ pattern: String.raw`\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root` }),
  },
  { OrganizationId: string({ max: 34, pattern: 'o-[a-z0-9]{10,32}' }), RevisionId: text },
);

function makeStatement(request: ValueOf<typeof input>, resource: string): LayerStatement {
  const { Principal, OrganizationId } = request;
  return {
    Sid: request.StatementId,
    Effect: 'Allow',
    Principal: /^\d{12}$/.test(Principal) ? { AWS: `arn:aws:iam::${Principal}:root` } : Principal,
    Action: request.Action,
    Resource: resource,
    ...(OrganizationId && { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  };
}

export const addLayerVersionPermission = defineOperation({
  name: 'AddLayerVersionPermission',
  route: 'POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy',
  writes: true,
  input,
  handle: (request, world) => {
    const name = locateLayer(world, request.LayerName);
    const row = findLayerForPolicy(world, name, request.VersionNumber);
    const statements = row.policy?.statements ?? [];
    if (statements.some(({ Sid }) => Sid === request.StatementId)) {
      throw conflict(
        `The statement id (${request.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    if (request.RevisionId && request.RevisionId !== row.policy?.revisionId) {
      throw staleRevision('GetLayerPolicy');
    }
    const statement = makeStatement(request, layerArn(world, name, row.version));
    const policy = { revisionId: randomUUID(), statements: [...statements, statement] };
    layerVersions(world).set(layerKey(name, row.version), { ...row, policy });
    return { status: 201, body: { Statement: JSON.stringify(statement), RevisionId: policy.revisionId } };
  },
});
