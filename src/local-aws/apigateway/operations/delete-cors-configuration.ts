import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { id } from '../input/members.ts';
import { apis } from '../rows.ts';

export const deleteCorsConfiguration = defineOperation({
  name: 'DeleteCorsConfiguration',
  route: 'DELETE /v2/apis/{apiId}/cors',
  writes: true,
  input: fields({ apiId: id }, {}),
  handle: async ({ apiId }, world, context) => {
    await changeDraft(world, context, apiId, ({ corsConfiguration: _, ...api }) => apis(world).set(apiId, api));
    return { status: 204 };
  },
});
