import { pythonCandidates } from '../../../src/local-aws/execution/environment/python-binary.ts';
import { givenExecution, type GivenExecution } from './given-execution.ts';

const python = { Runtime: 'python3.12', Handler: 'app.handler' };
const hasPython = pythonCandidates('python3.12').length > 0;

(hasPython ? describe : describe.skip)('a python3.12 function', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  test('gets event and context, finds its own modules and those of layers, and writes to the log', async () => {
    const layer = await given.aLayer({ 'python/shared.py': 'name = "of the layer"' });
    const app = `
import logging, os, shared
from lib.words import word
logger = logging.getLogger()
logger.setLevel("INFO")
def handler(event, context):
    print("printed", event["n"])
    logger.info("logged %s", event["n"])
    return {"word": word, "shared": shared.name, "arn": context.invoked_function_arn, "id": context.aws_request_id,
            "left": 0 < context.get_remaining_time_in_millis() <= 3000, "mb": context.memory_limit_in_mb,
            "env": os.environ["AWS_EXECUTION_ENV"], "name": context.function_name, "client": context.client_context}
`;
    const files = { 'app.py': app, 'lib/__init__.py': '', 'lib/words.py': 'word = "süß"' };
    const name = await given.aFunction(files, { ...python, Layers: [layer] });
    for (const n of [1, 2]) {
      const { payload, log } = await given.invoke(name, { n }, { requestId: `r-${n}` });
      expect(payload).toEqual({
        word: 'süß',
        shared: 'of the layer',
        id: `r-${n}`,
        left: true,
        mb: '128',
        client: null,
        name,
        arn: expect.stringContaining(`:function:${name}`),
        env: 'AWS_Lambda_python3.12',
      });
      expect(log).toMatch(new RegExp(`printed ${n}\n\\[INFO\\]\t[-\\d]+T[:\\d]+\\.\\d+Z\tr-${n}\tlogged ${n}\n`));
    }
    expect(await given.logOf(name)).toMatch(/INIT_START Runtime Version: python:3\.12\.v3\.\d+\.\d+/);
  });

  test('answers what it throws as Lambda does, and lives on', async () => {
    const app = `
class Broken(Exception):
    pass
def handler(event, context):
    if event == "set":
        return {1, 2}
    if event == "throw":
        raise Broken("no luck")
    return event
`;
    const name = await given.aFunction({ 'app.py': app }, python);
    const thrown = await given.invoke(name, 'throw', { requestId: 'r-1' });
    expect(thrown).toMatchObject({
      error: 'Unhandled',
      payload: {
        errorMessage: 'no luck',
        errorType: 'Broken',
        requestId: 'r-1',
        stackTrace: [expect.stringMatching(/File ".*app\.py", line 8, in handler\n +raise Broken\("no luck"\)\n/)],
      },
    });
    expect(thrown.log).toMatch(/\[ERROR\] Broken: no luck\sTraceback \(most recent call last\):\s/);
    expect((await given.invoke(name, 'set')).payload).toMatchObject({
      errorType: 'Runtime.MarshalError',
      errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
    });
    expect((await given.invoke(name, { ok: true })).payload).toEqual({ ok: true });
  });

  test.each([
    [
      'app.handler',
      'import nothing_here',
      'ImportModuleError',
      "Unable to import module 'app': No module named 'nothing_here'",
    ],
    ['app.other', 'x = 1', 'HandlerNotFound', "Handler 'other' missing on module 'app'"],
    ['app', 'x = 1', 'MalformedHandlerName', "Bad handler 'app': not enough values to unpack (expected 2, got 1)"],
    ['app.handler', 'def (', 'UserCodeSyntaxError', expect.stringContaining("Syntax error in module 'app': ")],
  ])('%s of %j cannot be loaded: %s', async (Handler, app, kind, errorMessage) => {
    const name = await given.aFunction({ 'app.py': app }, { ...python, Handler });
    const { payload, error } = await given.invoke(name);
    expect(payload).toMatchObject({ errorType: `Runtime.${kind}`, errorMessage });
    expect(error).toBe('Unhandled');
  });

  test('that ends by itself, or takes too long, is told and started again', async () => {
    const app = `
import sys, time
def handler(event, context):
    if event == "exit":
        sys.exit(3)
    if event == "sleep":
        time.sleep(60)
    return "here"
`;
    const name = await given.aFunction({ 'app.py': app }, { ...python, Timeout: 1 });
    expect((await given.invoke(name, 'exit')).payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await given.invoke(name, 'sleep')).payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect((await given.invoke(name, 'go')).payload).toBe('here');
  });

  test('writes JSON lines where its log format is JSON', async () => {
    const app = 'import logging\ndef handler(event, context):\n    logging.getLogger("mine").warning("beware")\n';
    const name = await given.aFunction({ 'app.py': app }, { ...python, LoggingConfig: { LogFormat: 'JSON' } });
    const { log } = await given.invoke(name, {}, { requestId: 'r-1' });
    const line = log.split('\n').find((text) => text.includes('beware')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'WARNING', message: 'beware', logger: 'mine', requestId: 'r-1' });
  });
});
