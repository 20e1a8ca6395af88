import { leadAnswer } from './custom-resource-answer.mjs';

const { env } = process;
const TRACE_VARIABLE = '_X_AMZN_TRACE_ID';

function readHeaders(head) {
  const headers = {};
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 2);
  }
  return headers;
}

function parseHeader(text, name) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot parse ${name} as json: ${String(error)}`, { cause: error });
  }
}

/** What the Runtime API says about one event. */
export function readInvocation(head, body) {
  const headers = readHeaders(head);
  const trace = headers['lambda-runtime-trace-id'];
  return {
    id: headers['lambda-runtime-aws-request-id'],
    setTrace: () => {
      if (trace) env[TRACE_VARIABLE] = trace;
      else delete env[TRACE_VARIABLE];
    },
    parseEvent: () => {
      const event = JSON.parse(body.toString('utf8'));
      if (event?.ResponseURL !== undefined) leadAnswer(event.ResponseURL);
      return event;
    },
    fromHeaders: () => {
      const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
      return {
        clientContext: parseHeader(headers['lambda-runtime-client-context'], 'ClientContext'),
        identity: parseHeader(headers['lambda-runtime-cognito-identity'], 'CognitoIdentity'),
        invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
        awsRequestId: headers['lambda-runtime-aws-request-id'],
        tenantId: headers['lambda-runtime-aws-tenant-id'],
        getRemainingTimeInMillis: () => deadlineMs - Date.now(),
      };
    },
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
