import { givenExecution, type Files, type GivenExecution } from './given-execution.ts';

interface Case {
  readonly name: string;
  readonly code: string | Files;
  readonly answers: unknown;
  readonly fails?: true;
  readonly logs?: RegExp;
}

// What AWS's runtime client for Node.js 24 (aws-lambda-ric 4.0.2) answered to the same code.
const cases: readonly Case[] = [
  { name: 'what a plain function returns counts', code: 'exports.handler = () => 5', answers: 5 },
  {
    name: 'a handler of three parameters is refused',
    code: 'exports.handler = (e, c, cb) => cb(null, 1)',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.CallbackHandlerDeprecated',
      errorMessage:
        'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    }),
    logs: /\t-\tERROR\tInit Error \t\{"errorType":"Runtime.CallbackHandlerDeprecated".*"name":"Runtime.CallbackHandlerDeprecated"/,
  },
  {
    name: 'the context has no endings',
    code: 'exports.handler = async (e, c) => Object.keys(c)',
    answers: `clientContext identity invokedFunctionArn awsRequestId tenantId xRayTraceId getRemainingTimeInMillis
      functionName functionVersion memoryLimitInMB logGroupName logStreamName`.split(/\s+/),
  },
  {
    name: 'a default export is searched too',
    code: { 'index.mjs': 'export default { handler: async () => "d" }' },
    answers: 'd',
  },
  {
    name: 'an ES module in a CommonJS package is loaded',
    code: 'export const handler = async () => 1',
    answers: 1,
  },
  {
    name: 'what is no JSON cannot be answered',
    code: 'exports.handler = async () => ({ b: 1n })',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    }),
  },
  {
    name: 'a promise that never settles ends the process',
    code: 'exports.handler = () => new Promise(() => {})',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('Runtime exited without providing a reason'),
    }),
  },
  {
    name: 'an unhandled rejection ends the process',
    code: `exports.handler = async () => {
      Promise.reject(new Error("ur")); await new Promise((r) => setTimeout(r, 500)) }`,
    fails: true,
    answers: expect.objectContaining({
      errorMessage: expect.stringContaining('Runtime exited with error: exit status 1'),
    }),
    logs: /Error: ur/,
  },
];

describe('a nodejs24.x function', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  test.each(cases)('$name', async ({ code, answers, fails, logs }) => {
    const name = await given.aFunction(code, { Runtime: 'nodejs24.x' });
    const { payload, error } = await given.invoke(name);
    expect(payload).toEqual(answers);
    expect(error).toBe(fails ? 'Unhandled' : undefined);
    expect(await given.logOf(name)).toMatch(logs ?? /START/);
  });
});
