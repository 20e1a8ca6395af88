import type { World } from '../kernel/world.ts';
import { invalidParameter } from './errors.ts';
import { findVersion, LATEST } from './find-version.ts';
import type { AliasRow } from './function-rows.ts';
import { arnOf, functionNotFound } from './locate-function.ts';

export function describeAlias(world: World, alias: AliasRow): Record<string, unknown> {
  return {
    AliasArn: arnOf(world, alias.functionName, alias.name),
    Name: alias.name,
    FunctionVersion: alias.functionVersion,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(alias.weights && { RoutingConfig: { AdditionalVersionWeights: alias.weights } }),
  };
}

export function checkAliasTarget(world: World, name: string, version: string): void {
  if (!findVersion(world, name, version)) throw functionNotFound(world, { name, qualifier: version });
}

/** The weights of the one further version that an alias may have; none when the map is empty. */
export function checkWeights(
  world: World,
  { functionName, functionVersion }: Pick<AliasRow, 'functionName' | 'functionVersion'>,
  weights: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> | undefined {
  const others = Object.keys(weights);
  if (others.length === 0) return undefined;
  if (others.length > 1) {
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  if (others[0] === functionVersion) {
    throw invalidParameter(
      `Invalid function version ${functionVersion}. Function version ${functionVersion} is already included in routing configuration.`,
    );
  }
  if (functionVersion === LATEST) {
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  }
  checkAliasTarget(world, functionName, others[0] as string);
  return weights;
}
