import { provisionedTotal, unreservedConcurrency } from '../account-usage.ts';
import { defineOperation } from '../define-operation.ts';
import { invalidParameter } from '../errors.ts';
import { findFunction } from '../find-version.ts';
import { functions } from '../function-rows.ts';
import { limits } from '../limits.ts';
import { locateFunction } from '../locate-function.ts';
import { functionName } from '../validation/names.ts';
import { integer, structure } from '../validation/shape.ts';

export const putFunctionConcurrency = defineOperation({
  name: 'PutFunctionConcurrency',
  route: 'PUT /2017-10-31/functions/{FunctionName}/concurrency',
  writes: true,
  input: structure({ FunctionName: functionName, ReservedConcurrentExecutions: integer({ min: 0 }) }, {}),
  handle: (request, world) => {
    const reserved = request.ReservedConcurrentExecutions;
    const { name, qualifier } = locateFunction(world, request);
    if (qualifier !== undefined) {
      throw invalidParameter(
        'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
      );
    }
    const row = findFunction(world, name);
    // What the function has reserved so far is replaced, so it does not count.
    if (unreservedConcurrency(world, name) - reserved < limits.minimumUnreserved) {
      throw invalidParameter(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${limits.minimumUnreserved}].`,
      );
    }
    const provisioned = provisionedTotal(world, name);
    if (provisioned > reserved) {
      throw invalidParameter(
        ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
      );
    }
    functions(world).set(name, { ...row, reservedConcurrency: reserved });
    return { body: { ReservedConcurrentExecutions: reserved } };
  },
});
