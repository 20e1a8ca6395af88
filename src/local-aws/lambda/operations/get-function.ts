import type { World } from '../../kernel/world.ts';
import { codeLocation } from '../code-location.ts';
import { defineOperation } from '../define-operation.ts';
import { describeFunction } from '../describe-function.ts';
import { findFunction, findQualified } from '../find-version.ts';
import { locateFunction } from '../locate-function.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';

function describeWhole(world: World, name: string): Record<string, unknown> {
  const { tags, reservedConcurrency } = findFunction(world, name);
  return {
    ...(Object.keys(tags).length > 0 && { Tags: tags }),
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  };
}

export const getFunction = defineOperation({
  name: 'GetFunction',
  route: 'GET /2015-03-31/functions/{FunctionName}',
  writes: false,
  input: structure({ FunctionName: namespacedFunctionName }, { Qualifier: qualifier }),
  handle: (request, world) => {
    const located = locateFunction(world, request);
    const { version } = findQualified(world, located);
    return {
      body: {
        Configuration: describeFunction(world, version, located.qualifier),
        Code: { RepositoryType: 'S3', Location: codeLocation(world, version.code) },
        ...describeWhole(world, located.name),
      },
    };
  },
});
