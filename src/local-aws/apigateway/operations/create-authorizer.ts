import { changeDraft } from '../draft/change-draft.ts';
import { checkAuthorizer } from '../draft/check-authorizer.ts';
import { makeAuthorizer } from '../draft/make-authorizer.ts';
import { MAX_AUTHORIZERS } from '../draft/quotas.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { quotaReached } from '../errors.ts';
import { authorizerMembers, authorizerType, id, identitySource, name } from '../input/members.ts';
import { renderAuthorizer } from '../render.ts';
import { authorizers, ownedKey, rowsOf } from '../rows.ts';

export const createAuthorizer = defineOperation({
  name: 'CreateAuthorizer',
  route: 'POST /v2/apis/{apiId}/authorizers',
  writes: true,
  input: fields({ apiId: id, authorizerType, name }, { ...authorizerMembers, identitySource }),
  handle: async (input, world, context) => {
    const authorizer = await changeDraft(world, context, input.apiId, () => {
      const others = rowsOf(authorizers(world), input.apiId);
      const row = makeAuthorizer({ ...input, identitySource: input.identitySource ?? [] });
      checkAuthorizer(row, others);
      if (others.length >= MAX_AUTHORIZERS) throw quotaReached('Authorizers');
      authorizers(world).set(ownedKey(row.apiId, row.authorizerId), row);
      return row;
    });
    return { status: 201, body: renderAuthorizer(authorizer) };
  },
});
