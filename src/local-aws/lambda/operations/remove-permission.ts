import { randomUUID } from 'node:crypto';
import { defineOperation } from '../define-operation.ts';
import { notFound, staleRevision } from '../errors.ts';
import { findPolicyTarget } from '../find-policy.ts';
import { functions } from '../function-rows.ts';
import { arnOf, locateFunction } from '../locate-function.ts';
import { policies } from '../policy-rows.ts';
import { namespacedFunctionName, namespacedStatementId, qualifier, text } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const removePermission = defineOperation({
  name: 'RemovePermission',
  route: 'DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}',
  writes: true,
  input: structure(
    { FunctionName: namespacedFunctionName, StatementId: namespacedStatementId },
    { Qualifier: qualifier, RevisionId: text },
  ),
  handle: (request, world) => {
    const located = locateFunction(world, request);
    if (!functions(world).has(located.name)) {
      throw notFound(`No policy found for: ${arnOf(world, located.name)}`);
    }
    const { key } = findPolicyTarget(world, located);
    const policy = policies(world).get(key);
    if (!policy) throw notFound('No policy is associated with the given resource.');
    const statements = policy.statements.filter(({ Sid }) => Sid !== request.StatementId);
    if (statements.length === policy.statements.length) {
      throw notFound(`Statement ${request.StatementId} is not found in resource policy.`);
    }
    if (request.RevisionId && request.RevisionId !== policy.revisionId) throw staleRevision('GetPolicy');
    // The last statement takes the policy with it (recorded).
    if (statements.length === 0) policies(world).delete(key);
    else policies(world).set(key, { revisionId: randomUUID(), statements });
    return { status: 204 };
  },
});
