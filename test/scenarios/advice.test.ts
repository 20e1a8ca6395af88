import { Project } from './project.ts';

// A function that is heavy for its memory, and answers a smoke test with more than four megabytes.

function config(ignore: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({
    services: {
      shop: {
        main: { entry: 'src/main.js', memory: 128, timeout: 60, assets: ['heavy.bin'] },
        routes: { 'GET /big': 'main' },
        smoke: [{ request: 'GET /big', name: 'big' }],
        ignore,
      },
    },
  });
}

const project = new Project({
  'services.config.json': config(),
  'services/shop/package.json': '{"type":"module"}',
  'services/shop/src/main.js': `export const handler = async () => ({ statusCode: 200, body: 'x'.repeat(4_600_000) });`,
  'services/shop/heavy.bin': 'y'.repeat(6 * 1024 * 1024),
});
afterAll(() => project.remove());

interface Finding {
  readonly code: string;
  readonly ignored?: string;
}

const codes = (findings: readonly Finding[] = []): readonly string[] =>
  findings.filter(({ ignored }) => ignored === undefined).map(({ code }) => code);

async function doctor(): Promise<readonly string[]> {
  return codes((await project.json<{ findings: readonly Finding[] }>('doctor', 'shop')).findings);
}

test('a plan says what doctor says, sizes included, and which writes it would make', async () => {
  const { services } = await project.json<{
    services: readonly { findings: readonly Finding[]; writes: Readonly<Record<string, number>> }[];
  }>('plan', 'shop');
  expect(codes(services[0]?.findings)).toEqual(expect.arrayContaining(['ROUTE_TIMEOUT', 'SMALL_MEMORY']));
  expect(services[0]?.writes).toMatchObject({ 'Lambda.CreateFunction': 1, 'ApiGatewayV2.CreateStage': 2 });
  const shown = (await project.ship('deploy', 'shop', '--dry-run')).stdout;
  expect(shown).toContain('! function main: It has 128 MB for 6.0 MB of code. (SMALL_MEMORY)');
  expect(shown).toContain('ApiGatewayV2.CreateStage');
});

test('doctor knows how large the answers of the last smoke tests were', async () => {
  expect(await doctor()).not.toContain('LARGE_ANSWER');
  expect((await project.ship('deploy', 'shop')).code).toBe(0);
  expect(await doctor()).toContain('LARGE_ANSWER');
});

test('what is silenced with a reason is in no plan', async () => {
  project.write('services.config.json', config({ SMALL_MEMORY: 'starts once a day', ROUTE_TIMEOUT: 'also a queue' }));
  expect(await doctor()).toEqual(expect.not.arrayContaining(['SMALL_MEMORY', 'ROUTE_TIMEOUT']));
  expect((await project.ship('plan', 'shop')).stdout).not.toContain('SMALL_MEMORY');
});

test('what cannot be packaged is looked at without sizes', async () => {
  project.write('services/shop/src/main.js', 'import "./nowhere.js";');
  const looked = await project.ship('doctor', 'shop');
  expect([looked.code, looked.stderr]).toEqual([0, expect.stringContaining('without sizes')]);
});
