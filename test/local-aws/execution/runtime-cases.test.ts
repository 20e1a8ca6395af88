import { givenExecution, type Files, type GivenExecution } from './given-execution.ts';

interface Case {
  readonly name: string;
  readonly code: string | Files;
  readonly handler?: string;
  /** The payload, its trace without the runtime's own frames. */
  readonly answers: unknown;
  readonly fails?: true;
  readonly logs?: RegExp;
}

// What AWS's runtime client for Node.js 20 and 22 (aws-lambda-ric 3.3.0) answered to the same code, case by case.
const cases: readonly Case[] = [
  {
    name: 'an async handler answers what it returns',
    code: 'exports.handler = async (e) => ({ got: e })',
    answers: { got: {} },
  },
  { name: 'undefined becomes null', code: 'exports.handler = async () => {}', answers: null },
  { name: 'what a plain function returns is ignored', code: 'exports.handler = () => 5', answers: null },
  { name: 'a thenable counts as a promise', code: 'exports.handler = () => ({ then(r) { r(9) } })', answers: 9 },
  {
    name: 'a callback answers',
    code: 'exports.handler = (e, c, cb) => cb(null, { ok: 1 })',
    answers: { ok: 1 },
  },
  {
    name: 'a callback waits for the event loop to run empty',
    code: 'exports.handler = (e, c, cb) => { setTimeout(() => console.log("late"), 30); cb(null, "v") }',
    answers: 'v',
    logs: /INFO\tlate/,
  },
  {
    name: 'callbackWaitsForEmptyEventLoop = false answers at once',
    code: `exports.handler = (e, c, cb) => {
      c.callbackWaitsForEmptyEventLoop = false; setTimeout(() => console.log("late"), 200); cb(null, "v") }`,
    answers: 'v',
    logs: /^(?![^]*late)/,
  },
  {
    name: 'only the first callback counts',
    code: 'exports.handler = (e, c, cb) => { cb(null, 1); cb(null, 2) }',
    answers: 1,
  },
  {
    name: 'context.done answers',
    code: 'exports.handler = (e, c) => { setTimeout(() => c.done(null, "d"), 5) }',
    answers: 'd',
  },
  { name: 'context.succeed answers', code: 'exports.handler = (e, c) => { c.succeed(1) }', answers: 1 },
  {
    name: 'context.fail fails',
    code: 'exports.handler = (e, c) => { c.fail(new RangeError("f")) }',
    fails: true,
    answers: {
      errorType: 'RangeError',
      errorMessage: 'f',
      trace: ['RangeError: f', '    at exports.handler (index.js)'],
    },
  },
  {
    name: 'context.fail without an error says handled',
    code: 'exports.handler = (e, c) => { c.fail() }',
    fails: true,
    answers: { errorType: 'string', errorMessage: 'handled', trace: [] },
  },
  {
    name: 'an error of the callback fails, and is logged',
    code: 'exports.handler = (e, c, cb) => cb(new TypeError("bad"))',
    fails: true,
    answers: {
      errorType: 'TypeError',
      errorMessage: 'bad',
      trace: ['TypeError: bad', '    at exports.handler (index.js)'],
    },
    logs: /ERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"bad","stack":\["TypeError: bad"/,
  },
  {
    name: 'an error keeps the name it gives itself',
    code: `class E extends Error { constructor(m) { super(m); this.name = "MyErr" } }
      exports.handler = async () => { throw new E("boom") }`,
    fails: true,
    answers: { errorType: 'MyErr', errorMessage: 'boom', trace: ['MyErr: boom', '    at exports.handler (index.js)'] },
  },
  {
    name: 'a thrown string is an error of type string',
    code: 'exports.handler = async () => { throw "x" }',
    fails: true,
    answers: { errorType: 'string', errorMessage: 'x', trace: [] },
  },
  {
    name: 'what is no JSON cannot be answered',
    code: 'exports.handler = async () => ({ b: 1n })',
    fails: true,
    answers: { errorType: 'Error', errorMessage: 'Unable to stringify response body', trace: expect.any(Array) },
  },
  {
    name: 'what holds itself cannot be answered',
    code: 'exports.handler = async () => { const a = {}; a.a = a; return a }',
    fails: true,
    answers: { errorType: 'Error', errorMessage: 'Unable to stringify response body', trace: expect.any(Array) },
  },
  {
    name: 'a missing handler is named',
    code: 'exports.other = 1',
    fails: true,
    answers: {
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.handler is undefined or not exported',
      trace: ['Runtime.HandlerNotFound: index.handler is undefined or not exported'],
    },
    logs: /START[^]*END[^]*Error Type: Runtime.HandlerNotFound/,
  },
  {
    name: 'a handler that is no function is named',
    code: 'exports.handler = 5',
    fails: true,
    answers: expect.objectContaining({ errorMessage: 'index.handler is not a function' }),
  },
  {
    name: 'a missing module is named with who wanted it',
    code: 'require("nope"); exports.handler = 1',
    fails: true,
    answers: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringMatching(
        /^Error: Cannot find module 'nope'\nRequire stack:\n- .*\/index.js\n- \/var\/runtime\/index.mjs$/,
      ),
      trace: expect.arrayContaining(["Runtime.ImportModuleError: Error: Cannot find module 'nope'", 'Require stack:']),
    },
  },
  {
    name: 'a missing file is named',
    code: { 'other.js': '' },
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs",
    }),
  },
  {
    name: 'a syntax error is one',
    code: 'exports.handler = async () => {',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: 'SyntaxError: Unexpected end of input',
    }),
  },
  {
    name: 'an ES module in a CommonJS package is a syntax error, as on Lambda',
    code: 'export const handler = async () => 1',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: "SyntaxError: Unexpected token 'export'",
    }),
  },
  {
    name: 'require() of an ES module is refused, as on Lambda',
    code: { 'index.js': 'require("./x.mjs"); exports.handler = async () => 1', 'x.mjs': 'export const a = 1' },
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Error',
      errorMessage: expect.stringContaining('require() of ES Module'),
    }),
  },
  {
    name: 'what is thrown while loading is answered as it is',
    code: 'throw new Error("load")',
    fails: true,
    answers: expect.objectContaining({ errorType: 'Error', errorMessage: 'load' }),
    logs: /REPORT[^]*Status: error\tError Type: Error/,
  },
  {
    name: 'a handler setting without a dot is malformed',
    code: '',
    handler: 'index',
    fails: true,
    answers: expect.objectContaining({ errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' }),
  },
  {
    name: 'a handler may lie in a folder and be nested',
    code: { 'dir/sub/file.js': 'exports.a = { b: async () => "n" }' },
    handler: 'dir/sub/file.a.b',
    answers: 'n',
  },
  { name: 'an .mjs file is an ES module', code: { 'index.mjs': 'export const handler = async () => 1' }, answers: 1 },
  { name: 'a .cjs file is CommonJS', code: { 'index.cjs': 'exports.handler = async () => "c"' }, answers: 'c' },
  {
    name: 'package.json makes an ES module',
    code: { 'index.js': 'export const handler = async () => typeof require', 'package.json': '{"type":"module"}' },
    answers: 'undefined',
  },
  {
    name: 'a default export is reached by name only',
    code: { 'index.mjs': 'export default { handler: async () => "d" }' },
    handler: 'index.default.handler',
    answers: 'd',
  },
  {
    name: 'an ES module may wait while it loads',
    code: { 'index.mjs': 'await new Promise((r) => setTimeout(r, 20)); export const handler = async () => 1' },
    answers: 1,
  },
  {
    name: 'an unhandled rejection ends the process and is answered',
    code: `exports.handler = async () => {
      Promise.reject(new Error("ur")); await new Promise((r) => setTimeout(r, 500)); return 1 }`,
    fails: true,
    answers: {
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: ur',
      trace: ['Runtime.UnhandledPromiseRejection: Error: ur'],
    },
    logs: /ERROR\tUnhandled Promise Rejection \t/,
  },
  {
    name: 'an uncaught error ends the process and is answered',
    code: `exports.handler = async () => {
      setTimeout(() => { throw new Error("uc") }, 5); await new Promise((r) => setTimeout(r, 500)) }`,
    fails: true,
    answers: expect.objectContaining({ errorType: 'Error', errorMessage: 'uc' }),
    logs: /ERROR\tUncaught Exception \t/,
  },
  {
    name: 'a promise that never settles answers null when nothing is left to wait for',
    code: 'exports.handler = () => new Promise(() => {})',
    answers: null,
  },
  {
    name: 'response streaming is refused by name',
    code: 'exports.handler = awslambda.streamifyResponse(async () => {})',
    fails: true,
    answers: expect.objectContaining({
      errorType: 'Runtime.StreamingNotImplemented',
      errorMessage: expect.stringContaining('does not implement response streaming'),
    }),
  },
  {
    name: 'text of any language comes through',
    code: 'exports.handler = async () => "ä€😀"',
    answers: 'ä€😀',
  },
];

/** Frames of the runtime differ from AWS's, and so do folders. */
function withoutRuntime(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('trace' in payload)) return payload;
  const trace = (payload.trace as string[])
    .filter((line) => !/^\s+at .*(execution\/runtime|runtime-bootstrap|var\/runtime|node:)/.test(line))
    .map((line) => line.replace(/\((?:.*\/)?([^/]*?)(?::\d+)*\)$/, '($1)'));
  return { ...payload, trace };
}

describe('a nodejs22.x function', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  test.each(cases)('$name', async ({ code, handler = 'index.handler', answers, fails, logs }) => {
    const name = await given.aFunction(code, { Handler: handler });
    const { payload, error, log } = await given.invoke(name);
    expect(withoutRuntime(payload)).toEqual(answers);
    expect(error).toBe(fails ? 'Unhandled' : undefined);
    expect(log).toMatch(logs ?? /^START RequestId/);
  });

  test('goes on with the next event after an error', async () => {
    const name = await given.aFunction(
      'let n = 0; exports.handler = async () => { if (n++ === 0) throw new Error("once"); return n }',
    );
    expect((await given.invoke(name)).error).toBe('Unhandled');
    expect((await given.invoke(name)).payload).toBe(2);
  });

  test('goes on with the next event after a promise that never settled', async () => {
    const name = await given.aFunction('let n = 0; exports.handler = () => n++ ? 7 : new Promise(() => {})');
    expect((await given.invoke(name)).payload).toBeNull();
    expect((await given.invoke(name)).payload).toBeNull();
  });
});
