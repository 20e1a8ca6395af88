import { logError, setRequestId } from './console.mjs';
import { JSONStringifyError, toErrorBody } from './errors.mjs';
import { readInvocation } from './invocation.mjs';
import { loadHandler } from './load-handler.mjs';

const { env } = process;

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new JSONStringifyError('Unable to stringify response body');
  }
}

/** This runtime's own errors carry their name as a property, which shows in the log. */
function ownName(error) {
  if (String(error?.name).startsWith('Runtime.')) error.name = String(error.name);
  return error;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function makeContext({ contextOf, trace }) {
  const { getRemainingTimeInMillis, ...facts } = contextOf();
  return {
    ...facts,
    xRayTraceId: trace,
    getRemainingTimeInMillis,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  };
}

/** The behaviour of nodejs24.x: handlers are async, `context` has no endings, strays end the process as in plain Node. */
export function createNode24Runtime(api) {
  let handler;
  setRequestId('-');

  const invoke = async (facts, body) => {
    const invocation = readInvocation(facts, body);
    setRequestId(invocation.id);
    invocation.setTrace();
    const context = makeContext(invocation);
    try {
      const result = await handler(invocation.parseEvent(), context);
      await nextTurn();
      api.respond(invocation.id, stringify(result));
    } catch (error) {
      await nextTurn();
      logError('Invoke Error', ownName(error));
      api.fail(invocation.id, toErrorBody(error));
    }
  };
  const start = async (root, setting) => {
    try {
      handler = await loadHandler(root, setting, true);
    } catch (error) {
      logError('Init Error', ownName(error));
      api.failInitAndExit(toErrorBody(error), 1);
      return;
    }
    api.next();
  };
  return { invoke, start };
}
