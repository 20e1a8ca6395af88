import { randomUUID } from 'node:crypto';
import type { World } from '../../kernel/world.ts';
import { checkAliasTarget, checkWeights, describeAlias } from '../alias-input.ts';
import { defineOperation } from '../define-operation.ts';
import { notFound, staleRevision } from '../errors.ts';
import { findAlias, findFunction } from '../find-version.ts';
import { aliases, qualifiedKey, type AliasRow } from '../function-rows.ts';
import { arnOf, locateFunction } from '../locate-function.ts';
import { moveProvisioned } from '../provision.ts';
import { routingConfig } from '../validation/function-configuration.ts';
import { aliasName, description, functionName, functionVersion, text } from '../validation/names.ts';
import { structure, type ValueOf } from '../validation/shape.ts';

const input = structure(
  { FunctionName: functionName, Name: aliasName },
  { FunctionVersion: functionVersion, Description: description, RoutingConfig: routingConfig, RevisionId: text },
);

type Input = ValueOf<typeof input>;

function findUpdatable(world: World, name: string, request: Input): AliasRow {
  findFunction(world, name);
  const alias = findAlias(world, name, request.Name);
  if (!alias) throw notFound(`Alias not found: ${arnOf(world, name, request.Name)}`);
  if (request.RevisionId && request.RevisionId !== alias.revisionId) throw staleRevision();
  return alias;
}

/** Weights that are not given stay; an empty map or RoutingConfig takes them off. */
function change(world: World, alias: AliasRow, request: Input): AliasRow {
  const { weights: previous, ...rest } = alias;
  const next = { ...rest, functionVersion: request.FunctionVersion ?? alias.functionVersion };
  if (request.FunctionVersion) checkAliasTarget(world, alias.functionName, request.FunctionVersion);
  const given = request.RoutingConfig ? (request.RoutingConfig.AdditionalVersionWeights ?? {}) : previous;
  const weights = checkWeights(world, next, given ?? {});
  return {
    ...next,
    description: request.Description ?? alias.description,
    revisionId: randomUUID(),
    ...(weights && { weights }),
  };
}

/** Every call changes the RevisionId, also one that changes nothing else (recorded). */
export const updateAlias = defineOperation({
  name: 'UpdateAlias',
  route: 'PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}',
  writes: true,
  input,
  handle: (request, world) => {
    const { name } = locateFunction(world, request);
    const updated = change(world, findUpdatable(world, name, request), request);
    aliases(world).set(qualifiedKey(name, updated.name), updated);
    moveProvisioned(world, updated);
    return { body: describeAlias(world, updated) };
  },
});
