import type { World } from '../kernel/world.ts';
import { notFound } from './errors.ts';
import { findAlias, findFunction, findVersion, isVersionNumber, LATEST } from './find-version.ts';
import { qualifiedKey } from './function-rows.ts';
import { arnOf, functionNotFound, type Located } from './locate-function.ts';

/** What a policy call is about; a version or alias that is not there is refused, an alias by a text of its own. */
export interface PolicyTarget {
  readonly key: string;
  readonly resource: string;
}

export function findPolicyTarget(world: World, located: Located): PolicyTarget {
  const { name, qualifier } = located;
  findFunction(world, name);
  const resource = arnOf(world, name, qualifier);
  if (qualifier !== undefined && qualifier !== LATEST) {
    const found = isVersionNumber(qualifier) ? findVersion(world, name, qualifier) : findAlias(world, name, qualifier);
    if (!found && isVersionNumber(qualifier)) throw functionNotFound(world, located);
    if (!found) throw notFound(`Cannot find alias arn: ${resource}`);
  }
  return { key: qualifiedKey(name, qualifier ?? LATEST), resource };
}
