import type { Reply, RequestContext } from '../../kernel/operation.ts';
import type { Invocation, InvocationResult, World } from '../../kernel/world.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { defineOperation } from '../define-operation.ts';
import { tooLarge, validationFailed } from '../errors.ts';
import { limits } from '../limits.ts';
import { locateFunction } from '../locate-function.ts';
import { followLineage } from '../follow-lineage.ts';
import { resolveRunnable } from '../resolve-runnable.ts';
import { namespacedFunctionName, qualifier } from '../validation/names.ts';
import { blob, string, structure, type ValueOf } from '../validation/shape.ts';

/** The second line of members stands in headers on the wire. */
const input = structure(
  { FunctionName: namespacedFunctionName },
  { Qualifier: qualifier, InvocationType: string(), LogType: string(), ClientContext: string(), Payload: blob },
);

type Input = ValueOf<typeof input>;

const TYPES: readonly string[] = ['Event', 'RequestResponse', 'DryRun'];
const LOG_TYPES: readonly string[] = ['None', 'Tail'];

function oneOfHeader(value: string, member: string, values: readonly string[]): string {
  if (values.includes(value)) return value;
  throw validationFailed(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
  );
}

/** Jackson's words for the first token that it could not read. */
function refuseBadJson(payload: Buffer): void {
  if (payload.length === 0) return;
  const text = payload.toString('utf8');
  try {
    JSON.parse(text);
  } catch (cause) {
    const token = /[A-Za-z_]\w*/.exec(text)?.[0] ?? text.slice(0, 1);
    const message = `Could not parse request body into json: Could not parse payload into json: Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
    throw Object.assign(new AwsError('InvalidRequestContentException', 400, message), { cause });
  }
}

export function checkPayload(payload: Buffer, type: string): void {
  const limit = type === 'Event' ? limits.asyncPayload : limits.syncPayload;
  if (payload.length > limit) {
    throw tooLarge(`Request must be smaller than ${limit} bytes for the InvokeFunction operation`);
  }
  refuseBadJson(payload);
}

function readInvocation(request: Input, world: World, { headers, rawBody, requestId }: RequestContext): Invocation {
  const header = (name: string): string | undefined => headers[`x-amz-${name}`];
  const type = request.InvocationType ?? header('invocation-type') ?? 'RequestResponse';
  const logType = request.LogType ?? header('log-type') ?? 'None';
  const clientContext = request.ClientContext ?? header('client-context');
  const traceId = headers['x-amzn-trace-id'];
  const located = locateFunction(world, request);
  return {
    functionName: located.name,
    requestId,
    ...(located.qualifier !== undefined && { qualifier: located.qualifier }),
    payload: request.Payload ?? rawBody,
    type: oneOfHeader(type, 'invocationType', TYPES) as Invocation['type'],
    tail: oneOfHeader(logType, 'logType', LOG_TYPES) === 'Tail',
    ...(clientContext && { clientContext }),
    ...(traceId && { traceId: followLineage(world, located.name, traceId) }),
  };
}

function answer(result: InvocationResult): Reply {
  const { status, executedVersion, functionError, logTail } = result;
  return {
    status,
    headers: {
      ...(status === 200 && { 'content-type': 'application/json' }),
      ...(executedVersion && { 'x-amz-executed-version': executedVersion }),
      ...(functionError && { 'x-amz-function-error': functionError }),
      ...(logTail && { 'x-amz-log-result': logTail }),
    },
    raw: status === 200 ? result.payload : '',
  };
}

export const invoke = defineOperation({
  name: 'Invoke',
  route: 'POST /2015-03-31/functions/{FunctionName}/invocations',
  writes: false,
  payload: true,
  input,
  handle: async (request, world, context) => {
    const invocation = readInvocation(request, world, context);
    checkPayload(invocation.payload, invocation.type);
    // A missing function is said before a missing environment; the invoker resolves it again when it runs.
    resolveRunnable(world, invocation.functionName, invocation.qualifier);
    return answer(await world.invoker.invoke(invocation));
  },
});
