import { describeAlias } from '../alias-input.ts';
import { defineOperation } from '../define-operation.ts';
import { notFound } from '../errors.ts';
import { findAlias, findFunction } from '../find-version.ts';
import { arnOf, locateFunction } from '../locate-function.ts';
import { aliasName, functionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const getAlias = defineOperation({
  name: 'GetAlias',
  route: 'GET /2015-03-31/functions/{FunctionName}/aliases/{Name}',
  writes: false,
  input: structure({ FunctionName: functionName, Name: aliasName }, {}),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    findFunction(world, name);
    const alias = findAlias(world, name, request.Name);
    if (!alias) throw notFound(`Cannot find alias arn: ${arnOf(world, name, request.Name)}`);
    return { body: describeAlias(world, alias) };
  },
});
