import type { Operation } from '../../kernel/operation.ts';
import { numberOf, stringOf } from '../../kernel/members.ts';
import { alreadyExists, invalid } from '../iam-error.ts';
import { roles, type RoleRow } from '../iam-rows.ts';
import { newId } from '../new-id.ts';
import { checkPolicyDocument } from '../policy-document.ts';
import { pathOf, required, requiredName, tagsOf } from '../read-params.ts';
import { showRole } from '../show.ts';

export const createRole: Operation = {
  name: 'CreateRole',
  writes: true,
  handle: (params, { store, clock, config }) => {
    const name = requiredName(params, 'RoleName', 64);
    const trustPolicy = required(params, 'AssumeRolePolicyDocument');
    const path = pathOf(params);
    checkPolicyDocument(trustPolicy, 'trust');
    if (roles(store).has(name)) throw alreadyExists(`Role with name ${name} already exists.`);
    const maxSessionSeconds = numberOf(params, 'MaxSessionDuration') ?? 3600;
    if (!(maxSessionSeconds >= 3600 && maxSessionSeconds <= 43_200)) {
      throw invalid(`MaxSessionDuration must be between 3600 and 43200, not ${maxSessionSeconds}`);
    }
    const description = stringOf(params, 'Description');
    const permissionsBoundaryArn = stringOf(params, 'PermissionsBoundary');
    const role: RoleRow = {
      name,
      path,
      id: newId('AROA'),
      arn: `arn:aws:iam::${config.accountId}:role${path}${name}`,
      createdAt: new Date(clock.now()).toISOString(),
      trustPolicy,
      ...(description && { description }),
      maxSessionSeconds,
      ...(permissionsBoundaryArn && { permissionsBoundaryArn }),
      tags: tagsOf(params),
      inline: {},
      attached: [],
    };
    roles(store).set(name, role);
    return { body: { Role: showRole(role, { full: true }) } };
  },
};
