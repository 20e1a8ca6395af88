import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../../src/local-aws/execution/environment/isolation.ts';
import { givenExecution, type GivenExecution } from './given-execution.ts';

const SEES = `exports.handler = async () => ({ env: process.env, cwd: process.cwd(), flags: process.execArgv })`;

interface Seen {
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly flags: readonly string[];
}

const module = (text: string): string => `module.exports = '${text}'`;

describe('what a function sees', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    process.env['HOST_SECRET'] = 'leaks';
    given = await givenExecution({ isolation: 'plain' });
  });
  afterAll(async () => {
    delete process.env['HOST_SECRET'];
    await given.stop();
  });

  const see = async (configuration: Record<string, unknown> = {}): Promise<Seen> => {
    const name = await given.aFunction(SEES, configuration);
    return (await given.invoke(name)).payload as Seen;
  };

  test("are Lambda's variables and its own, and nothing of the host's", async () => {
    const { env, cwd } = await see({
      MemorySize: 256,
      Environment: { Variables: { COLOR: 'blue', TZ: 'Europe/Paris' } },
    });
    expect(env).toMatchObject({
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_ENDPOINT_URL: given.world.config.endpoint,
      AWS_LAMBDA_FUNCTION_NAME: expect.stringMatching(/^f-/),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${env['AWS_LAMBDA_FUNCTION_NAME']}`,
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      LAMBDA_TASK_ROOT: cwd,
      _HANDLER: 'index.handler',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
      COLOR: 'blue',
      TZ: 'Europe/Paris',
    });
    expect(env['HOST_SECRET']).toBeUndefined();
    expect(env['HOME']).toBe(env['TMPDIR']);
    expect(JSON.stringify(env)).not.toContain('leaks');
  });

  test("are the flags that Lambda's runtime starts Node with", async () => {
    const { flags } = await see();
    expect(flags).toContain('--no-experimental-require-module');
    expect(flags).toContain('--no-experimental-detect-module');
    const node20 = await see({ Environment: { Variables: { NODE_OPTIONS: '--experimental-require-module' } } });
    expect(node20.flags).not.toContain('--no-experimental-require-module');
  });

  test('is the context of its invocation', async () => {
    const name = await given.aFunction(
      `exports.handler = async (event, c) => ({ ...c, left: c.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID })`,
      { Timeout: 7 },
    );
    await given.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await given.world.call('lambda', 'CreateAlias', { FunctionName: name, Name: 'live', FunctionVersion: '1' });
    const clientContext = Buffer.from('{"custom":{"ü":1}}').toString('base64');
    const more = { qualifier: 'live', requestId: 'r-3', traceId: 'Root=1-a-b', clientContext };
    const { payload, version } = await given.invoke(name, {}, more);
    expect(version).toBe('1');
    expect(payload).toMatchObject({
      awsRequestId: 'r-3',
      functionName: name,
      functionVersion: '1',
      memoryLimitInMB: '128',
      invokedFunctionArn: `arn:aws:lambda:us-east-1:${given.world.config.accountId}:function:${name}:live`,
      clientContext: { custom: { ü: 1 } },
      trace: 'Root=1-a-b',
    });
    const { left } = payload as { left: number };
    expect(left).toBeGreaterThan(6000);
    expect(left).toBeLessThanOrEqual(7000);
  });

  test('are credentials of its role, which lead to this local AWS', async () => {
    const strict = await givenExecution({}, { strictSignatures: true });
    const name = await strict.aFunction(
      `const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
       exports.handler = async () => (await new STSClient().send(new GetCallerIdentityCommand())).Arn`,
      { Timeout: 20 },
    );
    const arn = `arn:aws:sts::${strict.world.config.accountId}:assumed-role/any/${name}`;
    expect((await strict.invoke(name)).payload).toBe(arn);
    await strict.stop();
  });

  test('are its layers, merged in order, for require and import', async () => {
    const first = await given.aLayer({ 'nodejs/node_modules/a/index.js': module('a1'), 'data/x': '1', 'data/y': '1' });
    const second = await given.aLayer({ 'nodejs/node22/node_modules/b/index.js': module('b2'), 'data/x': '2' });
    const code = `import { createRequire } from 'node:module'; import { readFileSync } from 'node:fs'; import a from 'a';
      const opt = process.env.NODE_PATH.split('/nodejs/')[0];
      export const handler = async () =>
        [a, createRequire(import.meta.url)('b'), (await import('b')).default, readFileSync(opt + '/data/x', 'utf8'), readFileSync(opt + '/data/y', 'utf8')]`;
    const name = await given.aFunction({ 'index.mjs': code }, { Layers: [first, second] });
    expect((await given.invoke(name)).payload).toEqual(['a1', 'b2', 'b2', '2', '1']);
  });

  test('is the AWS SDK that the runtime brings, for require and import', async () => {
    const name = await given.aFunction({
      'index.mjs': `import { createRequire } from 'node:module'; import { LambdaClient } from '@aws-sdk/client-lambda';
        export const handler = async () => createRequire(import.meta.url)('@aws-sdk/client-lambda').LambdaClient.name + LambdaClient.name`,
    });
    expect((await given.invoke(name)).payload).toBe('LambdaClientLambdaClient');
  });
});

test('a package of the SDK that the project lacks is named, with how to get it', async () => {
  const given = await givenExecution();
  const name = await given.aFunction("require('@aws-sdk/client-nobody-has'); exports.handler = async () => 1");
  expect((await given.invoke(name)).payload).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  expect(await given.logOf(name)).toContain('npm install --save-dev @aws-sdk/client-nobody-has');
  await given.stop();
});

describe('a local AWS whose state lies inside of a project', () => {
  test('does not lend the project to its functions', async () => {
    const project = mkdtempSync(join(tmpdir(), 'project-'));
    mkdirSync(join(project, 'node_modules', 'of-the-project'), { recursive: true });
    writeFileSync(join(project, 'node_modules', 'of-the-project', 'index.js'), '');
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    const given = await givenExecution({ isolation: 'plain' }, { dir: join(project, '.ship', 'local-aws') });
    const name = await given.aFunction(`let found = true; try { require('of-the-project') } catch { found = false }
      exports.handler = async () => found`);
    expect((await given.invoke(name)).payload).toBe(false);
    await given.stop();
    rmSync(project, { recursive: true });
  });
});

const whereBubblewrapIs = findOnPath('bwrap') ? describe : describe.skip;
whereBubblewrapIs('a function inside bubblewrap', () => {
  test("sees Lambda's paths, and can write to /tmp only", async () => {
    const given = await givenExecution({ isolation: 'bubblewrap' });
    const layer = await given.aLayer({ 'data/x': 'of the layer' });
    const name = await given.aFunction(
      `const fs = require('fs'); const canWrite = (path) => { try { fs.writeFileSync(path, ''); return true } catch { return false } };
       exports.handler = async () => ({ cwd: process.cwd(), file: __filename, opt: fs.readFileSync('/opt/data/x', 'utf8'),
         writes: ['/tmp/x', '/var/task/x', '/opt/x', '/x', '/usr/x'].filter(canWrite), home: fs.existsSync('${given.dir}') })`,
      { Layers: [layer] },
    );
    const { payload, log } = await given.invoke(name);
    const writes = ['/tmp/x'];
    expect(payload).toEqual({ cwd: '/var/task', file: '/var/task/index.js', opt: 'of the layer', writes, home: false });
    expect(log).toMatch(/Max Memory Used: [3-9]\d MB/);
    await given.stop();
  });
});
