import { changeDraft } from '../draft/change-draft.ts';
import { checkIntegration, refuseUnsupported } from '../draft/check-integration.ts';
import { mergeByStatus, mergeTexts } from '../draft/parameter-mapping.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findIntegration } from '../find.ts';
import { id, integrationMembers, integrationType } from '../input/members.ts';
import type { Members } from '../input/read.ts';
import { renderIntegration } from '../render.ts';
import { integrations, ownedKey, type IntegrationRow } from '../rows.ts';

const input = fields({ apiId: id, integrationId: id }, { ...integrationMembers, integrationType });

type Change = Members<typeof input.required, typeof input.optional>;

/** Members with a meaning for HTTP APIs; the rest is of WebSocket APIs and ignored, as AWS does. */
const PLAIN = [
  'credentialsArn',
  'description',
  'integrationMethod',
  'integrationUri',
  'integrationType',
  'payloadFormatVersion',
  'timeoutInMillis',
  'tlsConfig',
] as const;

function merge(old: IntegrationRow, change: Change): IntegrationRow {
  const { requestParameters: _, responseParameters: __, ...rest } = old;
  const requestParameters = mergeTexts(old.requestParameters, change.requestParameters);
  const responseParameters = mergeByStatus(old.responseParameters, change.responseParameters);
  const plain = Object.fromEntries(PLAIN.filter((key) => change[key] !== undefined).map((key) => [key, change[key]]));
  return {
    ...rest,
    ...plain,
    ...(requestParameters && { requestParameters }),
    ...(responseParameters && { responseParameters }),
  };
}

export const updateIntegration = defineOperation({
  name: 'UpdateIntegration',
  route: 'PATCH /v2/apis/{apiId}/integrations/{integrationId}',
  writes: true,
  input,
  handle: async (change, world, context) => {
    const integration = await changeDraft(world, context, change.apiId, () => {
      const old = findIntegration(world, change.apiId, change.integrationId);
      const { integrationType: type, ...rest } = change;
      refuseUnsupported('UpdateIntegration', rest);
      if (type && type !== old.integrationType) throw badRequest('Integration type cannot be updated');
      const row = merge(old, change);
      checkIntegration(row);
      integrations(world).set(ownedKey(row.apiId, row.integrationId), row);
      return row;
    });
    return { body: renderIntegration(integration) };
  },
});
