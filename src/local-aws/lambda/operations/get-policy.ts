import { defineOperation } from '../define-operation.ts';
import { noSuchResource } from '../errors.ts';
import { findFunction, LATEST } from '../find-version.ts';
import { qualifiedKey } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { policies } from '../policy-rows.ts';
import { renderPolicy } from '../policy-statement.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getPolicy = defineOperation({
  name: 'GetPolicy',
  route: 'GET /2015-03-31/functions/{FunctionName}/policy',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const { name, qualifier: asked = LATEST } = locateFunction(world, request);
    findFunction(world, name);
    const policy = policies(world).get(qualifiedKey(name, asked));
    if (!policy) throw noSuchResource();
    return { body: { Policy: renderPolicy(policy.statements), RevisionId: policy.revisionId } };
  },
});
