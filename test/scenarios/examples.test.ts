import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// The examples as they are, on a local AWS of the test's. `images` is left out: its native module is not installed here.

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'ship-examples-'));

afterAll(async () => {
  await ship('phonebook', 'local', 'stop');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function ship(example: string, ...args: string[]): Promise<string> {
  const { NODE_EXTRA_CA_CERTS: _slow, AWS_ENDPOINT_URL: _other, ...inherited } = process.env;
  const env = { ...inherited, SHIP_LOCAL_DIR: join(folder, 'local-aws'), NO_COLOR: '1', CI: 'true' };
  const cwd = join(root, 'examples', example);
  return new Promise((done) => {
    execFile(process.execPath, [join(root, 'bin', 'ship.js'), ...args], { cwd, env }, (_error, stdout) => done(stdout));
  });
}

interface Deployed {
  readonly services: readonly {
    readonly service: string;
    readonly result: string;
    readonly smoke: readonly { readonly name: string; readonly passed: boolean }[];
  }[];
}

async function deploy(example: string, ...services: string[]): Promise<Deployed> {
  return JSON.parse(await ship(example, 'deploy', ...services, '--json')) as Deployed;
}

function failures({ services }: Deployed): readonly string[] {
  return services.flatMap(({ service, result, smoke }) => [
    ...(['live', 'unchanged'].includes(result) ? [] : [`${service} is ${result}`]),
    ...smoke.filter(({ passed }) => !passed).map(({ name }) => `${service}: ${name}`),
  ]);
}

test('the phonebook is deployed and keeps its entries', async () => {
  expect(failures(await deploy('phonebook', 'phonebook'))).toEqual([]);
});

test('the four services of the shop are deployed, named in any order', async () => {
  const deployed = await deploy('shop', 'orders', 'notifications', 'users', 'auth');
  expect(failures(deployed)).toEqual([]);
  expect(deployed.services).toHaveLength(4);
}, 60_000);
