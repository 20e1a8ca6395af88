import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { Project, shop } from './project.ts';

interface Line {
  readonly function: string;
  readonly version: string;
  readonly text: string;
}

const project = new Project(shop());
let url = '';
let endpoint = '';

beforeAll(async () => {
  await project.ship('deploy', 'shop');
  const { services } = await project.json<{ services: { url: string }[] }>('status', 'shop');
  url = services[0]?.url ?? '';
  endpoint = (await project.json<{ endpoint: string }>('local', 'status')).endpoint;
});
afterAll(() => project.remove());

function cloudWatch(): CloudWatchClient {
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  return new CloudWatchClient({ region: 'us-east-1', endpoint, credentials });
}

test('a deployed service has its alarms and its dashboard, without a word about them', async () => {
  const { MetricAlarms = [] } = await cloudWatch().send(new DescribeAlarmsCommand({}));
  expect(new Set(MetricAlarms.map(({ AlarmName }) => AlarmName))).toEqual(
    new Set([
      'local-shop-gateway5xx',
      'local-shop-jobs-deadLetters',
      'local-shop-jobs-errors',
      'local-shop-jobs-loops',
      'local-shop-jobs-queueAge',
      'local-shop-jobs-throttles',
      'local-shop-main-errors',
      'local-shop-main-throttles',
      'local-shop-report-errors',
      'local-shop-report-throttles',
    ]),
  );
  const { DashboardBody } = await cloudWatch().send(new GetDashboardCommand({ DashboardName: 'local-shop' }));
  expect(DashboardBody).toContain('local-shop-jobs-dead');
  expect(DashboardBody).not.toContain('${');
});

test('logs are those of all functions, or of one', async () => {
  const all = await project.json<{ lines: Line[] }>('logs', 'shop');
  expect(new Set(all.lines.map((line) => line.function))).toEqual(new Set(['main', 'report']));
  const one = await project.json<{ lines: Line[] }>('logs', 'shop', '--function', 'report', '--release', 'r1');
  expect(new Set(one.lines.map((line) => `${line.function} v${line.version}`))).toEqual(new Set(['report v1']));
});

test('logs are followed until they are stopped, which is no failure and nothing to say', async () => {
  const following = project.start('logs', 'shop', '--follow', '--function', 'main', '--since', '1s');
  const said = { out: '', err: '' };
  following.stdout?.on('data', (data: Buffer) => (said.out += data.toString()));
  following.stderr?.on('data', (data: Buffer) => (said.err += data.toString()));
  const ended = once(following, 'close');
  for (let tries = 0; tries < 100 && !said.out.includes('START'); tries++) {
    await fetch(`${url}/hello`);
    await sleep(100);
  }
  following.kill('SIGINT');
  expect([await ended, said.err]).toEqual([[0, null], '']);
  expect(said.out).toMatch(/main v1 +START/);
});

test('logs are followed from where it was said on, not from a little before', async () => {
  await fetch(`${url}/hello`);
  await sleep(5);
  const since = new Date().toISOString();
  const following = project.start('logs', 'shop', '--follow', '--function', 'main', '--since', since, '--json');
  let said = '';
  following.stdout?.on('data', (data: Buffer) => (said += data.toString()));
  const ended = once(following, 'close');
  const seen = (): readonly string[] =>
    said.split('\n').flatMap((line) => (line.endsWith('}') ? [(JSON.parse(line) as { at: string }).at] : []));
  // Told by different readings: a later one looks back further.
  let readings = 0;
  for (let tries = 0; tries < 100 && readings < 3; tries++) {
    const before = seen().length;
    await fetch(`${url}/hello`);
    await sleep(100);
    if (seen().length > before) readings++;
  }
  following.kill('SIGINT');
  await ended;
  expect([readings, seen().filter((at) => at < since)]).toEqual([3, []]);
});

test('a function or release that there is not is refused with those that there are', async () => {
  const ran = await project.ship('logs', 'shop', '--function', 'reprot');
  expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('It has main, jobs, report.')]);
  expect((await project.ship('logs', 'shop', '--release', 'r9')).stderr).toContain('It holds r1.');
});

test('metrics tell the versions of two releases apart', async () => {
  await project.ship('deploy', 'shop');
  for (const [path, content] of Object.entries(shop({ text: 'two' }))) project.write(path, content);
  await project.ship('deploy', 'shop');
  for (let request = 0; request < 5; request++) await fetch(`${url}/hello`);
  const { functions } = await project.json<{
    functions: { function: string; version: string; releases: string[]; invocations: number }[];
  }>('metrics', 'shop', '--since', '1h');
  expect(functions.map((one) => `${one.function} v${one.version} of ${one.releases.join()}`)).toEqual([
    'main v2 of r2',
    'main v1 of r1',
    'jobs v1 of r2,r1',
    'report v1 of r2,r1',
  ]);
  expect(functions[0]?.invocations).toBeGreaterThanOrEqual(5);
  expect(functions[1]?.invocations).toBeGreaterThan(0);
});
