import { defineOperation } from '../define-operation.ts';
import { resolveRunnable } from '../resolve-runnable.ts';
import { namespacedFunctionName } from '../validation/names.ts';
import { structure } from '../validation/shape.ts';
import { locateFunction } from '../locate-function.ts';
import { checkPayload } from './invoke.ts';

/** The predecessor of Invoke with type Event: deprecated, still served. https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html */
export const invokeAsync = defineOperation({
  name: 'InvokeAsync',
  route: 'POST /2014-11-13/functions/{FunctionName}/invoke-async',
  writes: false,
  payload: true,
  input: structure({ FunctionName: namespacedFunctionName }, {}),
  handle: async (request, world, { rawBody, requestId }) => {
    const { name, qualifier } = locateFunction(world, request);
    checkPayload(rawBody, 'Event');
    resolveRunnable(world, name, qualifier);
    const version = qualifier === undefined ? {} : { qualifier };
    await world.invoker.invoke({ functionName: name, ...version, payload: rawBody, type: 'Event', requestId });
    return { status: 202, body: { Status: 202 } };
  },
});
