import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findChangeable, updateLatest } from '../change-latest.ts';
import { refuseLargeEnvironment } from '../check-environment.ts';
import { checkCombinedSize } from '../check-layers.ts';
import { checkRole } from '../check-role.ts';
import { defineOperation } from '../define-operation.ts';
import { describePlain } from '../describe-function.ts';
import { tooLarge } from '../errors.ts';
import type { VersionRow } from '../function-rows.ts';
import { locateFunction } from '../locate-function.ts';
import { changeConfiguration, refuseUnsupported } from '../make-configuration.ts';
import { checkRuntime } from '../runtimes.ts';
import { configurationMembers, optionalRole } from '../validation/function-configuration.ts';
import { functionName, text } from '../validation/names.ts';
import { structure, type ValueOf } from '../validation/shape.ts';

const input = structure({ FunctionName: functionName }, { ...configurationMembers, ...optionalRole, RevisionId: text });

type Input = ValueOf<typeof input>;

const MAX_REQUEST_BYTES = 5120;

function checkSize({ rawBody }: RequestContext): void {
  if (rawBody.length <= MAX_REQUEST_BYTES) return;
  throw tooLarge(
    `Request must be smaller than ${MAX_REQUEST_BYTES} bytes for the UpdateFunctionConfiguration operation`,
  );
}

function change(world: World, latest: VersionRow, request: Input): VersionRow {
  const configuration = changeConfiguration(world, latest.configuration, request);
  if (request.Role !== undefined) checkRole(world, request.Role);
  checkRuntime(world, configuration.runtime, 'update');
  checkCombinedSize(latest.code, configuration.layers);
  return updateLatest(world, latest, { configuration });
}

export const updateFunctionConfiguration = defineOperation({
  name: 'UpdateFunctionConfiguration',
  route: 'PUT /2015-03-31/functions/{FunctionName}/configuration',
  writes: true,
  input,
  first: (params, context) => {
    checkSize(context);
    refuseLargeEnvironment(params);
  },
  handle: (request, world) => {
    refuseUnsupported('UpdateFunctionConfiguration', request);
    const { name } = locateFunction(world, request);
    const latest = findChangeable(world, name, request.RevisionId);
    return { body: describePlain(world, change(world, latest, request)) };
  },
});
