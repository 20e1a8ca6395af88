import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project, type Ran } from '../scenarios/project.ts';
import { startWireProxy, type WireCall } from './wire-proxy.ts';

// Several working copies of one repository, each a machine of its own, deploy to one AWS at the same time.

const shared = mkdtempSync(join(tmpdir(), 'ship-shared-'));
const machines: Project[] = [];

const config = (service: string): string =>
  JSON.stringify({
    services: { [service]: { main: 'main.js', routes: { 'GET /hello': 'main' }, smoke: [{ request: 'GET /hello' }] } },
  });

function machine(name: string, service = 'shop', environment: Readonly<Record<string, string>> = {}): Project {
  const files = {
    'services.config.json': config(service),
    [`services/${service}/package.json`]: '{ "type": "module" }',
    [`services/${service}/main.js`]: `export const handler = async () => ({ by: ${JSON.stringify(name)} });`,
  };
  const project = new Project(files, { SHIP_LOCAL_DIR: shared, GITHUB_ACTOR: name, ...environment });
  machines.push(project);
  return project;
}

interface History {
  readonly releases: readonly { readonly name: string; readonly state: string; readonly actor: string }[];
}

const first = machine('first');

beforeAll(async () => {
  const { code, stderr } = await first.ship('deploy', 'shop');
  if (code !== 0) throw new Error(`the first deploy failed: ${stderr}`);
}, 60_000);
afterAll(async () => {
  await first.ship('local', 'stop');
  for (const { dir } of machines) rmSync(dir, { recursive: true, force: true });
  rmSync(shared, { recursive: true, force: true });
});

const live = async (service = 'shop'): Promise<{ name: string; actor: string } | undefined> => {
  const { services } = await first.json<{ services: { live?: { name: string; actor: string } }[] }>('status', service);
  return services[0]?.live;
};

test('of ten deploys at once one at a time goes through, and the others are told who holds the lock', async () => {
  const before = (await first.json<History>('history', 'shop')).releases.length;
  const ten = Array.from({ length: 10 }, (_, index) => machine(`dev${index}`));
  const ran = await Promise.all(ten.map((one) => one.ship('deploy', 'shop')));
  const through = ran.filter(({ code }) => code === 0).length;
  const refused = ran.filter(({ code }) => code === 3);
  expect([through >= 1, through + refused.length]).toEqual([true, 10]);
  for (const { stderr } of refused)
    expect(stderr).toMatch(/dev\d@github holds the lock|another run|has moved|changed since/);
  expect(refused.some(({ stderr }) => /dev\d@github holds the lock/.test(stderr))).toBe(true);
  const { releases } = await first.json<History>('history', 'shop');
  expect(releases.filter(({ state }) => state !== 'never live').length).toBe(before + through);
}, 120_000);

test('with --wait all of them go through, one after the other', async () => {
  const before = (await first.json<History>('history', 'shop')).releases.filter(
    ({ state }) => state !== 'never live',
  ).length;
  const three = Array.from({ length: 3 }, (_, index) => machine(`patient${index}`));
  const ran = await Promise.all(three.map((one) => one.ship('deploy', 'shop', '--wait', '100')));
  expect(ran.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0]);
  const { releases } = await first.json<History>('history', 'shop');
  expect(releases.filter(({ state }) => state !== 'never live').length).toBe(before + 3);
  expect((await live())?.name).toBe(releases[0]?.name);
}, 120_000);

test('different services do not disturb each other', async () => {
  const several = ['books', 'maps', 'songs'].map((service) => ({ service, project: machine('solo', service) }));
  const ran = await Promise.all(several.map(({ service, project }) => project.ship('deploy', service)));
  expect(ran.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0]);
}, 60_000);

/** A machine whose clock is ahead: to it, every lock of now has run out. */
function machineOfLater(name: string, minutes: number): Project {
  const preload = join(shared, `ahead-${minutes}.mjs`);
  writeFileSync(
    preload,
    `const real = Date.now; const ahead = ${minutes * 60_000};
     Date.now = () => real() + ahead;
     globalThis.Date = class extends Date { constructor(...given) { given.length === 0 ? super(real() + ahead) : super(...given); } };`,
  );
  return machine(name, 'shop', { NODE_OPTIONS: `--import=${preload}` });
}

test('a holder that was stopped before its switch and wakes up after another took over does not switch', async () => {
  const { endpoint } = JSON.parse(readFileSync(join(shared, 'daemon.json'), 'utf8')) as { endpoint: string };
  const proxy = await startWireProxy(() => endpoint);
  const sleeper = machine('sleeper');
  const child = sleeper.start('deploy', 'shop', '--endpoint', proxy.endpoint);
  const ended = once(child, 'exit');
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  try {
    await stoppedBeforeItsSwitch(proxy, () => child.kill('SIGSTOP'));
    const other: Ran = await machineOfLater('other', 20).ship('deploy', 'shop');
    expect([other.code, other.stderr]).toEqual([0, expect.any(String)]);
    expect((await live())?.actor).toBe('other@github');
    child.kill('SIGCONT');
    const [code] = (await ended) as [number];
    // 3: the lock or the world is not what it was; 4: the preview shows the other run's release by now.
    expect([[3, 4].includes(code), stderr]).toEqual([true, expect.stringMatching(/taken over|stale|answered by r\d+/)]);
    expect((await live())?.actor).toBe('other@github');
    // What is live now, and not what was when it began.
    expect(stderr).toContain(`${(await live())?.name}, by another run`);
  } finally {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await proxy.stop();
  }
}, 60_000);

/** The last smoke test of the preview is over, the switch has not begun: ship reads what the preview serves. */
function stoppedBeforeItsSwitch(proxy: Awaited<ReturnType<typeof startWireProxy>>, stop: () => void): Promise<void> {
  return new Promise((resolve) => {
    const isExport = ({ service, method, path }: WireCall): boolean =>
      service === 'apigateway' && method === 'GET' && path.includes('/exports/');
    proxy.arm({
      after: (call) => {
        if (isExport(call)) {
          stop();
          resolve();
        }
        return 'go on';
      },
    });
  });
}
