import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Project, hammer, shop } from './project.ts';

// The README's promises that need the whole way, with the real binary; `test/promises.test.ts` sees that none is left out.

interface Document {
  readonly services: readonly {
    readonly url: string;
    readonly live: string;
    readonly awsCalls: Readonly<Record<string, number>>;
  }[];
}

const secret = 'correct-horse-battery-staple';
const project = new Project(shop({ text: 'one', color: secret }));
let url = '';

beforeAll(async () => {
  url = (await project.json<Document>('deploy', 'shop')).services[0]?.url ?? '';
});

afterAll(() => project.remove());

function rewrite(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
}

async function hello(): Promise<unknown> {
  return (await fetch(`${url}/hello`)).json();
}

const isWrite = (call: string): boolean => !/\.(Get|List|Describe|Export)/.test(call);

test('Before the switch nothing that a caller can reach changes; the switch is one write, and so is going back', async () => {
  const before = await hello();
  rewrite(shop({ text: 'never', color: secret, health: 500 }));
  const quiet = hammer(url);
  expect((await project.ship('deploy', 'shop')).code).toBe(4);
  expect([[...new Set(await quiet.stop())], await hello()]).toEqual([['r1'], before]);

  rewrite(shop({ text: 'two', color: secret }));
  const loop = hammer(url);
  const there = (await project.json<Document>('deploy', 'shop')).services[0];
  const back = (await project.json<Document>('rollback', 'shop')).services[0];
  const seen = await loop.stop();
  // From one release to the other and back: nothing between, nothing mixed.
  expect(seen.filter((answer, index) => answer !== seen[index - 1])).toEqual(['r1', there?.live, 'r1']);
  expect([there?.awsCalls['ApiGatewayV2.UpdateStage'], back?.awsCalls['ApiGatewayV2.UpdateStage']]).toEqual([1, 1]);
});

test('A release that fails its smoke tests never goes live; one that fails on the live URL is taken back', async () => {
  await project.ship('deploy', 'shop', '--unpin');
  const [before, live] = [
    await hello(),
    (await project.json<{ services: { live: { name: string } }[] }>('status', 'shop')).services[0]?.live.name,
  ];
  const files = shop({ text: 'bad', color: secret });
  const main = 'services/shop/src/main.js';
  const onLiveOnly = `if (event.requestContext?.stage === '$default' && event.routeKey === 'GET /health') return json(500, {});`;
  rewrite({ ...files, [main]: (files[main] as string).replace('if (', `${onLiveOnly}\n        if (`) });
  const loop = hammer(url);
  const ran = await project.ship('deploy', 'shop');
  const seen = await loop.stop();
  expect([ran.code, ran.stderr]).toEqual([4, expect.stringMatching(/live .*taken back/)]);
  const changes = seen.filter((answer, index) => answer !== seen[index - 1]);
  expect([changes.length, changes[0], changes[2], await hello()]).toEqual([3, live, live, before]);
});

test('A run in which nothing changed writes nothing', async () => {
  rewrite(shop({ text: 'two', color: secret }));
  await project.ship('deploy', 'shop');
  const { services } = await project.json<Document>('deploy', 'shop');
  expect(Object.keys(services[0]?.awsCalls ?? {}).filter(isWrite)).toEqual([]);
});

test('No value of an environment variable is ever printed, planned or journalled', async () => {
  const leaking = shop({ text: 'three', color: secret, health: 500 });
  const main = 'services/shop/src/main.js';
  const blurting = `{ status: 'not ok', color: process.env.COLOR }`;
  rewrite({ ...leaking, [main]: (leaking[main] as string).replace(`{ status: 'ok' }`, blurting) });
  const texts = [];
  for (const args of [
    ['deploy', 'shop', '--dry-run'],
    ['deploy', 'shop', '--debug'],
    ['deploy', 'shop', '--json'],
  ]) {
    const { stdout, stderr } = await project.ship(...args);
    texts.push(stdout, stderr);
  }
  texts.push((await project.ship('status', 'shop', '--json')).stdout, (await project.ship('history', 'shop')).stdout);
  expect(texts.join('\n')).toContain('<value of COLOR>');
  const journals = join(project.dir, '.ship', 'shop', 'local');
  texts.push(...readdirSync(journals).map((name) => readFileSync(join(journals, name), 'utf8')));
  expect(texts.filter((text) => text.includes(secret))).toEqual([]);
});
