import { changeDraft } from '../draft/change-draft.ts';
import { checkAuthorizer } from '../draft/check-authorizer.ts';
import { defineOperation, fields } from '../define-operation.ts';
import { badRequest } from '../errors.ts';
import { findAuthorizer } from '../find.ts';
import { authorizerMembers, authorizerType, id, identitySource, name } from '../input/members.ts';
import { renderAuthorizer } from '../render.ts';
import { authorizers, ownedKey, rowsOf, type AuthorizerRow } from '../rows.ts';

const members = { ...authorizerMembers, authorizerType, identitySource, name };

export const updateAuthorizer = defineOperation({
  name: 'UpdateAuthorizer',
  route: 'PATCH /v2/apis/{apiId}/authorizers/{authorizerId}',
  writes: true,
  input: fields({ apiId: id, authorizerId: id }, members),
  handle: async (input, world, context) => {
    const authorizer = await changeDraft(world, context, input.apiId, () => {
      const old = findAuthorizer(world, input.apiId, input.authorizerId);
      if (input.authorizerType && input.authorizerType !== old.authorizerType) {
        throw badRequest('Authorizer type cannot be updated');
      }
      const row = { ...old, ...input } as AuthorizerRow;
      checkAuthorizer(row, rowsOf(authorizers(world), input.apiId));
      authorizers(world).set(ownedKey(row.apiId, row.authorizerId), row);
      return row;
    });
    return { body: renderAuthorizer(authorizer) };
  },
});
