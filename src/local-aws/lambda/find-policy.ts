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

/** What can be no alias's name is missed as a version is (recorded: `valid-with-$-but-doesnotexist`). */
const ALIAS_NAME = /^[a-zA-Z0-9-_]+$/;

function refuseMissing(world: World, located: Located, qualifier: string): void {
  const { name } = located;
  if (findVersion(world, name, qualifier) ?? findAlias(world, name, qualifier)) return;
  if (isVersionNumber(qualifier) || !ALIAS_NAME.test(qualifier)) throw functionNotFound(world, located);
  throw notFound(`Cannot find alias arn: ${arnOf(world, name, qualifier)}`);
}

export function findPolicyTarget(world: World, located: Located): PolicyTarget {
  const { name, qualifier } = located;
  findFunction(world, name);
  if (qualifier !== undefined) refuseMissing(world, located, qualifier);
  return { key: qualifiedKey(name, qualifier ?? LATEST), resource: arnOf(world, name, qualifier) };
}
