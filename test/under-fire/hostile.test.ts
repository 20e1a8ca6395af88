// Loaded before several of them are asked for at once: jest's module loader links one graph at a time.
import '../../src/aws/lambda-calls.ts';
import '../../src/aws/stack-calls.ts';
import '../../src/aws/gateway-calls.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import { CloudError } from '../../src/release/cloud.ts';
import { fetchHttp } from '../../src/release/index.ts';
import { localEnvironment } from '../aws/environments.ts';
import { Project } from '../scenarios/project.ts';
import { builtShip } from '../cli/ship.ts';
import { endlessAnswers, type HostileServer, hostileAnswers, planted, startHostileServer } from './hostile-server.ts';

// What answers at the endpoint of AWS, or at the service's own URL, is not always AWS: nothing may hang, leak or crash.

let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(() => server.stop());

const project = new Project({
  'services.config.json': JSON.stringify({
    services: {
      shop: { main: 'main.js', routes: { 'GET /hello': 'main' }, smoke: [{ request: 'GET /hello' }] },
      jobs: { main: 'main.js' },
    },
  }),
  'services/shop/package.json': '{ "type": "module" }',
  'services/shop/main.js': 'export const handler = async () => ({ ok: true });',
  'services/jobs/package.json': '{ "type": "module" }',
  'services/jobs/main.js': 'export const handler = async () => ({ ok: true });',
});
afterAll(() => project.remove());

/** Every command that reads from AWS. */
const commands = [
  'deploy shop --yes',
  'deploy jobs --yes --json',
  'plan shop',
  'rollback shop --yes',
  'rollback jobs --yes',
  'status shop',
  'status jobs --json',
  'history shop',
  'drift shop',
  'prune shop --yes',
  'destroy shop --yes',
  'unlock shop --yes',
  'logs shop',
  'metrics shop',
  'doctor shop',
];

interface Battery {
  readonly results: readonly {
    readonly argv: readonly string[];
    readonly code: number;
    readonly ms: number;
    readonly said: string;
  }[];
  readonly rssMb: number;
}

async function battery(runs: readonly (readonly string[])[]): Promise<Battery> {
  const out = join(project.dir, 'battery.json');
  const env = {
    PATH: process.env['PATH'],
    HOME: project.dir,
    SHIP_LOCAL_DIR: join(project.dir, 'local-aws'),
    NO_COLOR: '1',
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hostile-battery.mjs'), out], {
    cwd: project.dir,
    env,
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(JSON.stringify({ cli: join(builtShip(), 'dist/cli.cjs'), runs }));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`the battery ended with ${code}: ${stderr}`);
  return JSON.parse(readFileSync(out, 'utf8')) as Battery;
}

const controls = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

test('whatever answers in the place of AWS, every command ends with a plain refusal, and nothing of it reaches the terminal', async () => {
  const names = Object.keys(hostileAnswers);
  const runs = names.flatMap((name) => commands.map((line) => [...line.split(' '), '--endpoint', server.urlOf(name)]));
  const { results, rssMb } = await battery(runs);
  const wrong = results.filter(
    ({ code, ms, said }) =>
      ![0, 2, 3, 4, 5].includes(code) || ms > 30_000 || controls.test(said) || said.includes(planted),
  );
  const shown = wrong.map(
    ({ argv, code, ms, said }) => `${argv.join(' ')} -> ${code} in ${Math.round(ms)} ms: ${said.slice(0, 400)}`,
  );
  expect(shown).toEqual([]);
  expect([results.length, server.strayed(), rssMb < 700]).toEqual([names.length * commands.length, 0, true]);
}, 120_000);

test.each(Object.keys(endlessAnswers))(
  '%s in the place of AWS is given up in its time',
  async (name) => {
    const bounds = { answerMs: 150, maxBodyBytes: 4 * 1024 * 1024 };
    const cloud = connectCloud(localEnvironment, { endpoint: server.urlOf(name), bounds });
    const began = performance.now();
    const calls = [cloud.listAliases('local-shop-main'), cloud.describeStack('local-shop'), cloud.listStages('api1')];
    for (const ended of await Promise.allSettled(calls)) {
      const { reason } = ended as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(CloudError);
      expect((reason as CloudError).message).toMatch(/within 15\d ms|more than 4194304 bytes/);
    }
    expect(performance.now() - began).toBeLessThan(20_000);
  },
  30_000,
);

test.each(Object.keys({ ...hostileAnswers, ...endlessAnswers }))(
  '%s at the service itself: a test over HTTP ends in its time',
  async (name) => {
    for (const fresh of [true, false]) {
      const began = performance.now();
      const asked = fetchHttp({ url: `${server.urlOf(name)}/x`, method: 'GET', headers: {}, timeoutMs: 300, fresh });
      const bytes = await asked.then(
        ({ body }) => body.length,
        () => 0,
      );
      expect(performance.now() - began).toBeLessThan(5000);
      expect(bytes).toBeLessThan(13 * 1024 * 1024);
    }
    expect(server.strayed()).toBe(0);
  },
);
