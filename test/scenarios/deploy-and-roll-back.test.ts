import { Project, hammer, shop } from './project.ts';

interface Document {
  readonly services: readonly {
    readonly result: string;
    readonly live?: string;
    readonly url?: string;
    readonly awsCalls: Readonly<Record<string, number>>;
  }[];
}

const project = new Project(shop());
let url = '';

afterAll(() => project.remove());

async function answer(path = '/hello'): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function rewrite(files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) project.write(path, content);
}

test('a first deploy starts the local AWS, goes live and prints where', async () => {
  const ran = await project.ship('deploy', 'shop');
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('started the local AWS')]);
  const document = await project.json<Document>('deploy', 'shop');
  url = document.services[0]?.url ?? '';
  expect(await answer()).toMatchObject({ status: 200, body: { text: 'one', color: 'blue' } });
  expect(await answer('/report')).toMatchObject({ status: 200, body: { from: 'report' } });
});

test('a run in which nothing changed says so and writes nothing', async () => {
  const { services } = await project.json<Document>('deploy', 'shop');
  expect(services[0]).toMatchObject({ result: 'unchanged', live: 'r1' });
  const calls = Object.keys(services[0]?.awsCalls ?? {});
  expect(calls.filter((call) => !/\.(Get|List|Describe|Export)/.test(call))).toEqual([]);
});

test('a dry run prints the plan and changes nothing', async () => {
  rewrite(shop({ text: 'two' }));
  const ran = await project.ship('deploy', 'shop', '--dry-run');
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/main.*code/)]);
  expect(ran.stdout).toMatch(/nothing was changed/i);
  expect((await answer()).body).toMatchObject({ text: 'one' });
});

test('one changed line publishes that function only, without a failed answer', async () => {
  const loop = hammer(url);
  const { services } = await project.json<Document>('deploy', 'shop');
  const answers = await loop.stop();
  expect(services[0]).toMatchObject({ result: 'live', live: 'r2' });
  expect(services[0]?.awsCalls).toMatchObject({ 'Lambda.PublishVersion': 1, 'Lambda.UpdateFunctionCode': 1 });
  expect([...new Set(answers)]).toEqual(['r1', 'r2']);
  expect((await answer()).body).toMatchObject({ text: 'two', version: '2' });
});

test('a rollback brings back the code, the environment and the routes of before', async () => {
  rewrite(shop({ text: 'three', color: 'green', routes: ['GET /new'] }));
  await project.ship('deploy', 'shop');
  expect((await answer('/new')).body).toMatchObject({ text: 'three', color: 'green' });
  const loop = hammer(url);
  expect((await project.ship('rollback', 'shop')).code).toBe(0);
  const answers = await loop.stop();
  expect([...new Set(answers)].toSorted()).toEqual(['r2', 'r3']);
  expect((await answer()).body).toMatchObject({ text: 'two', color: 'blue' });
  expect(await answer('/new')).toMatchObject({ status: 404 });
});

test('after a rollback the service is pinned: the next deploy says so and wants --unpin', async () => {
  const refused = await project.ship('deploy', 'shop');
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('--unpin')]);
  expect((await project.ship('status', 'shop')).stdout).toMatch(/pinned/);
  expect((await project.ship('deploy', 'shop', '--unpin')).code).toBe(0);
  expect((await answer()).body).toMatchObject({ text: 'three' });
});

test('a changed environment variable alone is a new release, and it is live', async () => {
  rewrite(shop({ text: 'three', color: 'red', routes: ['GET /new'] }));
  const { services } = await project.json<Document>('deploy', 'shop');
  expect(services[0]?.awsCalls['Lambda.UpdateFunctionCode']).toBeUndefined();
  expect((await answer()).body).toMatchObject({ color: 'red' });
});

test('a release whose health route answers 500 never goes live, and no caller sees a failure', async () => {
  const before = (await answer()).body;
  rewrite(shop({ text: 'broken', health: 500 }));
  const loop = hammer(url);
  const ran = await project.ship('deploy', 'shop');
  const answers = await loop.stop();
  expect([ran.code, ran.stderr]).toEqual([
    4,
    expect.stringMatching(/GET \/health answered 500[\s\S]*live .*untouched/),
  ]);
  expect(new Set(answers).size).toBe(1);
  expect((await answer()).body).toEqual(before);
});

test('status shows what is live, what one can go back to, and the release that failed', async () => {
  const { stdout } = await project.ship('status', 'shop');
  expect(stdout).toMatch(/r5/);
  expect(stdout).toMatch(/r6/);
  const history = await project.ship('history', 'shop');
  expect(history.stdout).toMatch(/r5[\s\S]*r1/);
});
