import { randomUUID } from 'node:crypto';
import { checkAliasTarget, checkWeights, describeAlias } from '../alias-input.ts';
import { defineOperation } from '../define-operation.ts';
import { conflict } from '../errors.ts';
import { findFunction } from '../find-version.ts';
import { aliases, functions, qualifiedKey } from '../function-rows.ts';
import { arnOf, locateFunction } from '../locate-function.ts';
import { routingConfig } from '../validation/function-configuration.ts';
import { aliasName, description, functionName, functionVersion } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

export const createAlias = defineOperation({
  name: 'CreateAlias',
  route: 'POST /2015-03-31/functions/{FunctionName}/aliases',
  writes: true,
  input: structure(
    { FunctionName: functionName, Name: aliasName, FunctionVersion: functionVersion },
    { Description: description, RoutingConfig: routingConfig },
  ),
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    checkAliasTarget(world, name, request.FunctionVersion);
    const owner = findFunction(world, name);
    if (owner.aliases.includes(request.Name)) {
      throw conflict(`Alias already exists: ${arnOf(world, name, request.Name)}`);
    }
    const target = { functionName: name, functionVersion: request.FunctionVersion };
    const weights = checkWeights(world, target, request.RoutingConfig?.AdditionalVersionWeights ?? {});
    const alias = {
      ...target,
      name: request.Name,
      description: request.Description ?? '',
      revisionId: randomUUID(),
      ...(weights && { weights }),
    };
    aliases(world).set(qualifiedKey(name, alias.name), alias);
    functions(world).set(name, { ...owner, aliases: [...owner.aliases, alias.name] });
    return { status: 201, body: describeAlias(world, alias) };
  },
});
