import type { Operation } from '../../kernel/operation.ts';
import { findRole } from '../find-role.ts';
import { noSuchRolePolicy } from '../iam-error.ts';
import { requiredName } from '../read-params.ts';
import { encodeDocument } from '../show.ts';

export const getRolePolicy: Operation = {
  name: 'GetRolePolicy',
  writes: false,
  handle: (params, { store }) => {
    const role = findRole(store, params);
    const name = requiredName(params, 'PolicyName', 128);
    const document = role.inline[name];
    if (document === undefined) throw noSuchRolePolicy(name);
    return { body: { RoleName: role.name, PolicyName: name, PolicyDocument: encodeDocument(document) } };
  },
};
