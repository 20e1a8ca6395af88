import { defineOperation } from '../define-operation.ts';
import { deleteVersion, deleteWholeFunction } from '../delete-version.ts';
import { locateFunction } from '../locate-function.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

/** Without a qualifier everything goes. */
export const deleteFunction = defineOperation({
  name: 'DeleteFunction',
  route: 'DELETE /2015-03-31/functions/{FunctionName}',
  writes: true,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const { name, qualifier: version } = locateFunction(world, request);
    if (version === undefined) deleteWholeFunction(world, name);
    else deleteVersion(world, name, version);
    return { status: 204 };
  },
});
