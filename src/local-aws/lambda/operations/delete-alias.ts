import { defineOperation } from '../define-operation.ts';
import { forgetQualifier } from '../delete-version.ts';
import { findFunction } from '../find-version.ts';
import { aliases, functions, qualifiedKey } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { aliasName, functionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

/** Deleting an alias that is not there is no error (recorded). */
export const deleteAlias = defineOperation({
  name: 'DeleteAlias',
  route: 'DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}',
  writes: true,
  input: structure({ FunctionName: functionName, Name: aliasName }, {}),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    const owner = findFunction(world, name);
    if (owner.aliases.includes(request.Name)) {
      functions(world).set(name, { ...owner, aliases: owner.aliases.filter((other) => other !== request.Name) });
      aliases(world).delete(qualifiedKey(name, request.Name));
      forgetQualifier(world, name, request.Name);
    }
    return { status: 204 };
  },
});
