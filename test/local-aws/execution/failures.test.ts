import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, givenExecution, isAlive, type GivenExecution } from './given-execution.ts';

describe('an environment that goes wrong', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution({ initLimitMs: 800 });
  });
  afterAll(() => given.stop());

  /** The server is as well as before. */
  const stillServes = async (): Promise<void> => {
    const name = await given.aFunction('exports.handler = async () => "fine"');
    expect((await given.invoke(name)).payload).toBe('fine');
  };

  test('a busy loop is ended when the time is over, and the next event finds a new process with the same /tmp', async () => {
    const name = await given.aFunction(
      `const fs = require('fs'), file = require('os').tmpdir() + '/kept'; let n = 0;
       exports.handler = async (e) => {
         if (e.loop) { fs.writeFileSync(file, 'kept'); for (;;); }
         return { n: ++n, kept: fs.existsSync(file) } }`,
      { Timeout: 1 },
    );
    expect((await given.invoke(name)).payload).toEqual({ n: 1, kept: false });
    const { payload, error, log } = await given.invoke(name, { loop: true }, { requestId: 'r-1' });
    expect(error).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: r-1 Error: Task timed out after 1.00 seconds',
    });
    expect(log).toMatch(/Z r-1 Task timed out after 1\.00 seconds\n\nEND RequestId: r-1\nREPORT .*Status: timeout\n$/);
    expect((await given.invoke(name)).payload).toEqual({ n: 1, kept: true });
  });

  test.each([
    ['exit 3', 'process.exit(3)', 'Runtime exited with error: exit status 3'],
    ['exit 0', 'process.exit(0)', 'Runtime exited without providing a reason'],
    ['SIGKILL', 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {})', 'signal: killed'],
    ['SIGSEGV', 'process.kill(process.pid, "SIGSEGV"); await new Promise(() => {})', 'signal: segmentation fault'],
  ])('%s inside the handler is a Runtime.ExitError', async (_name, code, text) => {
    const name = await given.aFunction(`exports.handler = async () => { ${code} }`);
    const { payload, error } = await given.invoke(name, {}, { requestId: 'r-2' });
    expect(error).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(`^RequestId: r-2 Error: .*${text}`),
    });
  });

  test('a process that exits while it loads is a Runtime.ExitError', async () => {
    const name = await given.aFunction('process.exit(7)');
    expect((await given.invoke(name)).payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 7'),
    });
  });

  test('memory above the limit ends the process', async () => {
    const name = await given.aFunction(
      'exports.handler = async () => { const a = []; for (;;) { a.push(Buffer.alloc(4e6, 1)); await null } }',
      { MemorySize: 128, Timeout: 20 },
    );
    const { payload, log } = await given.invoke(name);
    expect(payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('signal: killed'),
    });
    expect(log).toContain('Memory Size: 128 MB\tMax Memory Used: 128 MB');
    await stillServes();
  });

  test('an answer above 6 MiB + 100 bytes is refused, and the environment goes on', async () => {
    const name = await given.aFunction(
      'let n = 0; exports.handler = async (e) => (n++, e.size ? "x".repeat(e.size) : n)',
    );
    // Two quotes are part of the answer.
    expect((await given.invoke(name, { size: 6_291_554 })).payload).toHaveLength(6_291_554);
    const { payload, error } = await given.invoke(name, { size: 6_291_555 });
    expect(error).toBe('Unhandled');
    expect(payload).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    });
    expect((await given.invoke(name)).payload).toBe(3);
  });

  test('an init phase that takes too long is repeated inside the invocation, on its time', async () => {
    const slow = `const { existsSync, writeFileSync } = require('fs'), mark = require('os').tmpdir() + '/second';
      if (!existsSync(mark)) { writeFileSync(mark, ''); for (;;); }
      exports.handler = async () => 'second try'`;
    const name = await given.aFunction(slow);
    const { payload, log } = await given.invoke(name);
    expect(payload).toBe('second try');
    expect(log).not.toContain('Init Duration');
    const hopeless = await given.aFunction('for (;;);', { Timeout: 1 });
    expect((await given.invoke(hopeless)).payload).toEqual(expect.objectContaining({ errorType: 'Sandbox.Timedout' }));
  });

  test('an init error is answered, and the init phase is tried again by the next event', async () => {
    const name = await given.aFunction(
      `const { existsSync, writeFileSync } = require('fs'), mark = require('os').tmpdir() + '/second';
       if (!existsSync(mark)) { writeFileSync(mark, ''); throw new Error('first'); }
       exports.handler = async () => 'second'`,
    );
    expect((await given.invoke(name)).payload).toEqual(expect.objectContaining({ errorMessage: 'first' }));
    expect((await given.invoke(name)).payload).toBe('second');
  });

  test('a flood of output is cut and harms nobody', async () => {
    const name = await given.aFunction(
      `const line = 'x'.repeat(1023);
       exports.handler = async () => { for (let n = 0; n < 40_000; n++) console.log(line); return 'done' }`,
      { Timeout: 60, MemorySize: 512 },
    );
    const { payload, log } = await given.invoke(name);
    expect(payload).toBe('done');
    expect(log).toMatch(/\[local AWS\] \d+ bytes more of log were dropped\.\nEND RequestId/);
    await stillServes();
  });

  test('a runtime that speaks garbage is ended', async () => {
    const bootstrap = `#!/usr/bin/env node
      const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
      require('net').connect(port, host, function () { this.write('\\x00\\x01 nonsense\\r\\n\\r\\n'.repeat(99)) });
      setTimeout(() => {}, 60_000)`;
    const name = await given.aFunction(
      { bootstrap: { text: bootstrap, mode: 0o100755 } },
      { Runtime: 'provided.al2023', Timeout: 5 },
    );
    const { payload } = await given.invoke(name);
    expect(payload).toEqual(expect.objectContaining({ errorType: 'Runtime.ExitError' }));
    await stillServes();
  });

  test('processes that a function leaves behind go with it', async () => {
    // Inside bubblewrap process ids are others.
    const plain = await givenExecution({ isolation: 'plain' });
    const name = await plain.aFunction(
      `exports.handler = async () => {
         const child = require('child_process').spawn('sleep', ['1000'], { stdio: 'ignore' }); console.log('left', child.pid);
         process.exit(1) }`,
    );
    const { log } = await plain.invoke(name);
    const pid = Number(/left (\d+)/.exec(log)?.[1]);
    expect(await eventually(() => !isAlive(pid))).toBe(true);
    await plain.stop();
  });

  test('a Node.js that cannot be started is said in the log, and asked again by the next event', async () => {
    const other = process.versions.node.startsWith('22.') ? 24 : 22;
    const variable = `SHIP_NODE${other}`;
    const before = process.env[variable];
    const path = join(given.dir, 'node');
    process.env[variable] = path;
    try {
      const name = await given.aFunction('exports.handler = async () => "fine"', { Runtime: `nodejs${other}.x` });
      const { payload } = await given.invoke(name);
      expect(payload).toMatchObject({ errorType: 'LocalAws.CannotStart' });
      expect(await given.logOf(name)).toContain(`[local AWS] The function cannot be started. RequestId: `);
      expect(await given.logOf(name)).toContain(path);
      symlinkSync(process.execPath, path);
      expect((await given.invoke(name)).payload).toBe('fine');
    } finally {
      if (before === undefined) delete process.env[variable];
      else process.env[variable] = before;
    }
  });
});
