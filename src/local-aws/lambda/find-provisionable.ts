import type { World } from '../kernel/world.ts';
import { invalidParameter, notFound } from './errors.ts';
import { findAlias, findVersion, isVersionNumber, LATEST } from './find-version.ts';
import { qualifiedKey } from './function-rows.ts';
import { arnOf, functionNotFound, locateFunction, type FunctionReference } from './locate-function.ts';

/** A published version or an alias, which provisioned concurrency may be put on. */
export interface Provisionable {
  readonly functionName: string;
  readonly qualifier: string;
  /** The number, also of an alias. */
  readonly version: string;
  readonly key: string;
}

/** `unpublished` is the text for `$LATEST`, which differs by call. */
export function findProvisionable(world: World, reference: FunctionReference, unpublished: string): Provisionable {
  const { name, qualifier = LATEST } = locateFunction(world, reference);
  if (qualifier === LATEST) throw invalidParameter(unpublished);
  const found = { functionName: name, qualifier, key: qualifiedKey(name, qualifier) };
  if (isVersionNumber(qualifier)) {
    if (!findVersion(world, name, qualifier)) throw functionNotFound(world, { name, qualifier });
    return { ...found, version: qualifier };
  }
  const alias = findAlias(world, name, qualifier);
  if (!alias) throw notFound(`Cannot find alias arn: ${arnOf(world, name, qualifier)}`);
  if (alias.functionVersion === LATEST) throw invalidParameter(unpublished);
  return { ...found, version: alias.functionVersion };
}
