import { changeDraft } from '../draft/change-draft.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { id } from '../input/members.ts';
import { apis } from '../rows.ts';
import { without } from '../without.ts';

export const deleteCorsConfiguration = defineOperation({
  name: 'DeleteCorsConfiguration',
  route: 'DELETE /v2/apis/{apiId}/cors',
  writes: true,
  input: fields({ apiId: id }, {}),
  handle: async ({ apiId }, world, context) => {
    await changeDraft(world, context, apiId, (api) => apis(world).set(apiId, without(api, 'corsConfiguration')));
    return { status: 204 };
  },
});
