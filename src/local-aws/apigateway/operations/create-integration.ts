import { changeDraft } from '../draft/change-draft.ts';
import { refuseUnsupported } from '../draft/check-integration.ts';
import { makeIntegration } from '../draft/make-integration.ts';
import { MAX_INTEGRATIONS } from '../draft/quotas.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { quotaReached } from '../errors.ts';
import { id, integrationMembers, integrationType } from '../input/members.ts';
import { renderIntegration } from '../render.ts';
import { integrations, ownedKey, rowsOf } from '../rows.ts';

export const createIntegration = defineOperation({
  name: 'CreateIntegration',
  route: 'POST /v2/apis/{apiId}/integrations',
  writes: true,
  input: fields({ apiId: id, integrationType }, integrationMembers),
  handle: async ({ integrationType: type, ...input }, world, context) => {
    const integration = await changeDraft(world, context, input.apiId, () => {
      refuseUnsupported('CreateIntegration', input);
      const row = makeIntegration({ ...input, type });
      if (rowsOf(integrations(world), row.apiId).length >= MAX_INTEGRATIONS) throw quotaReached('Integrations');
      integrations(world).set(ownedKey(row.apiId, row.integrationId), row);
      return row;
    });
    return { status: 201, body: renderIntegration(integration) };
  },
});
