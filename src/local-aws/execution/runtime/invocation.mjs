import { leadAnswer } from './custom-resource-answer.mjs';

const { env } = process;
const TRACE_VARIABLE = '_X_AMZN_TRACE_ID';

function parseClientContext(text) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse ClientContext as json: ${String(error)}`, { cause: error });
  }
}

/** What the Runtime API says about one event. */
export function readInvocation(facts, body) {
  const { id, trace, deadlineMs, invokedFunctionArn, clientContext } = facts;
  return {
    id,
    setTrace: () => {
      if (trace) env[TRACE_VARIABLE] = trace;
      else delete env[TRACE_VARIABLE];
    },
    parseEvent: () => {
      const event = JSON.parse(body.utf8Slice());
      if (event?.ResponseURL !== undefined) leadAnswer(event.ResponseURL);
      return event;
    },
    contextOf: () => ({
      clientContext: parseClientContext(clientContext),
      // Only mobile apps with Cognito, and functions with tenants, have these.
      identity: undefined,
      invokedFunctionArn,
      awsRequestId: id,
      tenantId: undefined,
      getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    }),
    trace,
  };
}

export function fromEnvironment() {
  return {
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
  };
}
