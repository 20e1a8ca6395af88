import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually, isAlive, zipFiles } from './given-execution.ts';

const CODE = `exports.handler = async (e) => {
  console.log('pid ' + process.pid);
  if (e.loop) for (;;);
}`;

/** A server of its own: one function whose one environment is frozen, and another that never stops computing. */
const SERVER = `
  import { startLocalAws } from './start.js';
  const { world } = await startLocalAws({ dir: process.argv[2], acceptAnyRole: true });
  const Role = 'arn:aws:iam::123456789012:role/any';
  const common = { Role, Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 60, Code: { ZipFile: process.argv[3] } };
  for (const FunctionName of ['idle', 'busy']) await world.call('lambda', 'CreateFunction', { ...common, FunctionName });
  await world.clock.sleep(50);
  const invoke = (functionName, event) => world.invoker.invoke({ functionName, type: 'RequestResponse', payload: Buffer.from(event) });
  await invoke('idle', '{}');
  void invoke('busy', '{"loop":true}');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const pids = [];
    for (const name of ['idle', 'busy']) {
      const found = await world.call('logs', 'FilterLogEvents', { logGroupName: '/aws/lambda/' + name }).catch(() => ({ events: [] }));
      for (const { message } of found.events) if (message.includes('pid ')) pids.push(Number(message.split('pid ')[1]));
    }
    if (pids.length === 2) { console.log(JSON.stringify(pids)); break; }
  }
  setInterval(() => undefined, 1000);
`;

test('no environment outlives a server that is killed, neither a frozen nor a busy one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'server-death-'));
  const banner = { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" };
  const common = { bundle: true, format: 'esm', platform: 'node', target: 'node20.19' } as const;
  await build({ ...common, entryPoints: ['src/local-aws/start.ts'], outfile: join(folder, 'start.js'), banner });
  const bootstrap = 'src/local-aws/execution/runtime-bootstrap.mjs';
  await build({ ...common, entryPoints: [bootstrap], outfile: join(folder, 'runtime-bootstrap.mjs') });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'server.js'), SERVER);
  const args = [join(folder, 'server.js'), join(folder, 'state'), zipFiles({ 'index.js': CODE }).toString('base64')];
  // Inside bubblewrap process ids are others.
  const env = { ...process.env, SHIP_LOCAL_ISOLATION: 'plain' };
  const server = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line = ''] = (await once(createInterface({ input: server.stdout }), 'line')) as string[];
  const pids = JSON.parse(line) as number[];
  expect(pids.map(isAlive)).toEqual([true, true]);
  server.kill('SIGKILL');
  expect(await eventually(() => !pids.some(isAlive))).toBe(true);
  rmSync(folder, { recursive: true });
});
