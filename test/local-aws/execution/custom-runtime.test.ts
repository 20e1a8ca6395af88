import { givenExecution, type GivenExecution } from './given-execution.ts';

const executable = (text: string): { text: string; mode: number } => ({ text, mode: 0o100755 });
const provided = { Runtime: 'provided.al2023', Handler: 'any.thing' };

describe('a provided.al2023 function', () => {
  let given: GivenExecution;
  beforeAll(async () => {
    given = await givenExecution();
  });
  afterAll(() => given.stop());

  test('runs a shell script that asks with curl, a connection for each request', async () => {
    const bootstrap = `#!/bin/sh
      set -eu
      api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
      while true; do
        head="$(mktemp)"
        event=$(curl -sS -D "$head" "$api/invocation/next")
        id=$(grep -i Lambda-Runtime-Aws-Request-Id "$head" | tr -d '[:space:]' | cut -d: -f2)
        echo "got $event"
        curl -sS -X POST "$api/invocation/$id/response" -d "{\\"id\\":\\"$id\\",\\"event\\":$event,\\"handler\\":\\"$_HANDLER\\"}" > /dev/null
      done`;
    const name = await given.aFunction({ bootstrap: executable(bootstrap) }, provided);
    for (const n of [1, 2]) {
      const { payload, log } = await given.invoke(name, { n }, { requestId: `r-${n}` });
      expect(payload).toEqual({ id: `r-${n}`, event: { n }, handler: 'any.thing' });
      expect(log).toContain(`got {"n":${n}}\n`);
    }
  });

  test('runs a program that posts in chunks, and errors', async () => {
    const bootstrap = `#!/usr/bin/env node
      const http = require('http'), [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
      const agent = new http.Agent({ keepAlive: true });
      const ask = (method, path, chunks = []) => new Promise((resolve) => {
        const request = http.request({ host, port, agent, method, path: '/2018-06-01/runtime' + path }, (r) => {
          let body = ''; r.on('data', (d) => (body += d)).on('end', () => resolve({ status: r.statusCode, id: r.headers['lambda-runtime-aws-request-id'], body })) });
        for (const chunk of chunks) request.write(chunk);
        request.end();
      });
      (async () => { for (;;) {
        const { id, body } = await ask('GET', '/invocation/next');
        const early = await ask('GET', '/invocation/next');
        const wrong = await ask('POST', '/invocation/nobody/response', ['1']);
        const elsewhere = await ask('GET', '/elsewhere');
        if (JSON.parse(body).fail) await ask('POST', '/invocation/' + id + '/error', ['{"errorType":"Mine",', '"errorMessage":"no"}']);
        else await ask('POST', '/invocation/' + id + '/response', ['[', early.status + ',', wrong.status + ',', elsewhere.status + ']']);
        await ask('POST', '/invocation/' + id + '/response', ['2']);
      } })();`;
    const name = await given.aFunction({ bootstrap: executable(bootstrap) }, provided);
    expect((await given.invoke(name)).payload).toEqual([403, 400, 404]);
    const { payload, error } = await given.invoke(name, { fail: true });
    expect(payload).toEqual({ errorType: 'Mine', errorMessage: 'no' });
    expect(error).toBe('Unhandled');
  });

  test('may hang up while it waits, and ask again', async () => {
    // Frozen, it could not hang up.
    const awake = await givenExecution({ freeze: false });
    const bootstrap = `#!/usr/bin/env node
      const http = require('http'), base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
      let served = 0;
      const next = () => {
        const request = http.get(base + 'next', { agent: false }, (response) => {
          clearTimeout(timer);
          let body = ''; response.on('data', (d) => (body += d)).on('end', () =>
            http.request(base + response.headers['lambda-runtime-aws-request-id'] + '/response', { method: 'POST' }, (r) => r.resume().on('end', next)).end(body));
        }).on('error', () => setTimeout(next, 200));
        const timer = setTimeout(() => request.destroy(), served++ ? 50 : 5000);
      };
      next();`;
    const name = await awake.aFunction({ bootstrap: executable(bootstrap) }, provided);
    expect((await awake.invoke(name, { n: 1 })).payload).toEqual({ n: 1 });
    // It hangs up after 50 ms, and asks again 200 ms later.
    await awake.world.clock.sleep(150);
    expect((await awake.invoke(name, { n: 2 })).payload).toEqual({ n: 2 });
    await awake.stop();
  });

  test('may report an init error', async () => {
    const bootstrap = `#!/bin/sh
      curl -sS -X POST -H 'Lambda-Runtime-Function-Error-Type: Own.Broken' "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/init/error" \\
        -d '{"errorType":"Own.Broken","errorMessage":"cannot"}' > /dev/null
      exit 1`;
    const name = await given.aFunction({ bootstrap: executable(bootstrap) }, provided);
    expect((await given.invoke(name)).payload).toEqual({ errorType: 'Own.Broken', errorMessage: 'cannot' });
    expect(await given.logOf(name)).toMatch(/INIT_REPORT .*Phase: init\tStatus: error\tError Type: Own.Broken\n/);
  });

  test('finds its bootstrap in a layer, and says so when there is none', async () => {
    const script = `#!/usr/bin/env node
      const { execFileSync } = require('child_process'), base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
      for (;;) { const head = execFileSync('curl', ['-sSD', '-', base + 'next']).toString();
        execFileSync('curl', ['-sS', '-d', '"layer"', base + /aws-request-id: (\\S+)/i.exec(head)[1] + '/response']) }`;
    const layer = await given.aLayer({ bootstrap: executable(script) });
    const name = await given.aFunction({ data: '' }, { ...provided, Layers: [layer] });
    expect((await given.invoke(name)).payload).toBe('layer');
    const without = await given.aFunction({ main: executable(script) }, provided);
    expect((await given.invoke(without, {}, { requestId: 'r-4' })).payload).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: "RequestId: r-4 Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    });
  });

  test.each([
    ['permission denied', '#!/bin/sh'],
    ['no such file or directory', executable('#!/bin/sh\r\n')],
    ['exec format error', executable('neither script nor program')],
    ['exec format error', executable(`\x7fELF${'\0'.repeat(60)}`)],
  ])('whose bootstrap cannot be started says so: %s', async (problem, bootstrap) => {
    const name = await given.aFunction({ bootstrap }, provided);
    expect((await given.invoke(name, {}, { requestId: 'r-5' })).payload).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: `RequestId: r-5 Error: fork/exec /var/task/bootstrap: ${problem}`,
    });
  });

  test('is told that extensions do not run', async () => {
    const layer = await given.aLayer({ 'extensions/watcher': executable('#!/bin/sh') });
    const register = `exports.handler = async () => {
      const url = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension/register';
      const answer = await fetch(url, { method: 'POST', body: '{}' });
      return [answer.status, await answer.json()];
    }`;
    const name = await given.aFunction({ 'index.js': register }, { Layers: [layer] });
    expect((await given.invoke(name)).payload).toEqual([
      501,
      {
        errorType: 'NotImplemented',
        errorMessage: 'The local AWS does not implement extensions (/2020-01-01/extension/register).',
      },
    ]);
    expect(await given.logOf(name)).toContain(
      '[local AWS] Extensions are not implemented: /opt/extensions/watcher will not run.',
    );
  });

  test.each(['exec "$@"', 'exec "$@" 3>&-'])(
    'and a wrapper script of a layer may start a Node.js function: %s',
    async (start) => {
      const wrapper = `#!/bin/sh
      export WRAPPED=yes
      ${start}`;
      const layer = await given.aLayer({ wrapper: executable(wrapper) });
      const handler =
        'exports.handler = async (event, { clientContext }) => [process.env.WRAPPED, event, clientContext]';
      const name = await given.aFunction(handler, {
        Layers: [layer],
        Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrapper' } },
      });
      const clientContext = JSON.stringify({ custom: { sign: '\u{1f600}\n' } });
      for (const event of ['ä', { large: 'x'.repeat(200_000) }])
        expect((await given.invoke(name, event, { clientContext })).payload).toEqual([
          'yes',
          event,
          JSON.parse(clientContext),
        ]);
    },
  );

  test('of another kind is refused by name', async () => {
    const name = await given.aFunction({ 'index.rb': '' }, { Runtime: 'ruby3.4' });
    for (const type of ['RequestResponse', 'Event'] as const) {
      await expect(given.invoke(name, {}, { type })).rejects.toMatchObject({
        code: 'NotImplemented',
        message: 'The local AWS does not implement lambda:Invoke of runtime ruby3.4.',
      });
    }
  });
});
