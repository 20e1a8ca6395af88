import type { Service } from '../../src/model/service.ts';
import type { Http } from '../../src/release/http.ts';
import { readHistory } from '../../src/release/history.ts';
import { aService, type Shape } from './a-service.ts';
import { connectMemory } from './memory/memory-cloud.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { callLive, deployTo, pruneOf, rollBack, statusOf } from './memory/runner.ts';

const three = { main: 'one', invoice: 'pdf', payments: 'queue' };
const routes = { 'GET /health': 'main', 'GET /orders': 'main', 'POST /orders/{id}/invoice': 'invoice' };

test('a first deploy makes r1 live and says where', async () => {
  const aws = emptyAws();
  const { result } = await deployTo(aws, { code: three, routes, queues: { payments: 'payments' } });
  expect(result).toMatchObject({ result: 'live', live: 'r1', url: 'https://test-orders.example' });
  expect(await callLive(aws)).toBe('r1');
});

test('a deploy that changes nothing reads eight times at most, writes nothing and says so', async () => {
  const aws = emptyAws();
  const shape = { code: three, routes };
  await deployTo(aws, shape);
  const { result, calls } = await deployTo(aws, shape);
  expect(result).toMatchObject({ result: 'unchanged', live: 'r1' });
  expect(calls.length).toBeLessThanOrEqual(8);
  expect(calls.filter(isWrite)).toEqual([]);
});

test('a changed handler publishes that function only, with at most 22 calls and 9 writes', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code: three, routes });
  const { result, calls } = await deployTo(aws, { code: { ...three, invoice: 'pdf 2' }, routes });
  expect(result.live).toBe('r2');
  expect(calls.filter((call) => call === 'publishVersion')).toHaveLength(1);
  expect(calls.filter(isWrite).length).toBeLessThanOrEqual(9);
  expect(calls.length).toBeLessThanOrEqual(22);
  expect(aws.functions.get('test-orders-main')?.versions.size).toBe(1);
});

test('a changed environment variable alone is a new release, and it is live', async () => {
  const aws = emptyAws();
  await deployTo(aws, { environment: { COLOR: 'blue' } });
  const { result } = await deployTo(aws, { environment: { COLOR: 'green' } });
  expect(result.live).toBe('r2');
  expect(aws.functions.get('test-orders-main')?.versions.get('2')?.settings.environment).toEqual({ COLOR: 'green' });
});

const isR2 = (release: string): boolean => release === 'r2';

test('a smoke test that fails on the preview leaves live untouched', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  await expect(deployTo(aws, { code: { main: 'two' } }, { broken: isR2 })).rejects.toMatchObject({
    code: 'SMOKE_FAILED',
    exit: 4,
    live: 'r1, untouched',
  });
  expect(await callLive(aws, 'orders', isR2)).toBe('r1');
  expect(await statusOf(aws)).toMatchObject({ live: { name: 'r1' }, preview: { name: 'r2' } });
});

test('a live smoke test that fails after the switch brings the earlier release back', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  let switched = false;
  const broken = (release: string): boolean => switched && release === 'r2';
  const report = (event: { kind: string }): void => {
    if (event.kind === 'step-done' && 'step' in event && (event.step as { kind: string }).kind === 'switch-stage')
      switched = true;
  };
  await expect(deployTo(aws, { code: { main: 'two' } }, { broken, report })).rejects.toMatchObject({
    exit: 4,
    live: 'r1, taken back to it',
  });
  expect(await callLive(aws)).toBe('r1');
});

test('a first release that fails on the live URL is taken away again: nothing is live', async () => {
  const aws = emptyAws();
  let switched = false;
  const report = (event: { kind: string }): void => {
    if (event.kind === 'step-done' && 'step' in event && (event.step as { kind: string }).kind === 'switch-stage')
      switched = true;
  };
  await expect(deployTo(aws, {}, { broken: () => switched, report })).rejects.toMatchObject({ exit: 4 });
  expect(await callLive(aws)).toBe('404');
});

test('a rollback is one write for the routes and six calls', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  await deployTo(aws, { code: { main: 'two' }, routes: { 'GET /health': 'main', 'GET /new': 'main' } });
  const { result, calls } = await rollBack(aws);
  expect(result).toMatchObject({ result: 'live', live: 'r1', previous: 'r2' });
  expect(await callLive(aws)).toBe('r1');
  expect(calls.length).toBeLessThanOrEqual(6);
  expect(calls.filter((call) => call.endsWith('Stage') && isWrite(call))).toEqual(['updateStage']);
});

test('after a rollback the service is pinned: a deploy wants --unpin', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  await deployTo(aws, { code: { main: 'two' } });
  await rollBack(aws);
  expect((await statusOf(aws)).pinned).toMatch(/^by bo@ci at .*, was r2/);
  await expect(deployTo(aws, { code: { main: 'three' } })).rejects.toMatchObject({
    code: 'PINNED',
    exit: 3,
    live: 'r1',
  });
  const { result } = await deployTo(aws, { code: { main: 'three' } }, { request: { unpin: true } });
  expect(result.live).toBe('r3');
  expect((await statusOf(aws)).pinned).toBeUndefined();
});

test('a rollback goes further back with --to, and forward again', async () => {
  const aws = emptyAws();
  for (const main of ['one', 'two', 'three']) await deployTo(aws, { code: { main } });
  expect((await rollBack(aws, {}, 1)).result.live).toBe('r1');
  expect((await rollBack(aws, {}, 3)).result.live).toBe('r3');
  await expect(rollBack(aws, {}, 9)).rejects.toMatchObject({ code: 'UNKNOWN_RELEASE', exit: 3, live: 'r3' });
});

test('a rollback moves the live aliases that event sources use', async () => {
  const aws = emptyAws();
  const shape = { code: three, routes, queues: { payments: 'payments' } };
  await deployTo(aws, shape);
  await deployTo(aws, { ...shape, code: { ...three, payments: 'queue 2' } });
  const alias = (): string | undefined => aws.functions.get('test-orders-payments')?.aliases.get('live')?.version;
  expect(alias()).toBe('2');
  await rollBack(aws, shape);
  expect(alias()).toBe('1');
});

test('the alias of a function that is no longer exported follows what is live: others may still call it', async () => {
  const aws = emptyAws();
  const released = (text: string, exports: Service['exports']): Shape => ({
    code: { main: 'same', check: text },
    change: { exports },
  });
  const exported = [{ name: 'validate', function: 'check' }];
  const alias = (): string | undefined => aws.functions.get('test-orders-check')?.aliases.get('live')?.version;
  await deployTo(aws, released('one', exported));
  await deployTo(aws, released('two', exported));
  await deployTo(aws, released('three', []));
  expect(alias()).toBe('3');
  expect((await deployTo(aws, released('three', []))).result.result).toBe('unchanged');
  expect((await rollBack(aws, released('three', []), 1)).result.live).toBe('r1');
  expect(alias()).toBe('1');
  await rollBack(aws, released('three', []), 3);
  expect((await rollBack(aws, released('three', []))).result.live).toBe('r1');
  expect(alias()).toBe('1');
  // Nothing exports it any more, not even the foundation.
  await rollBack(aws, released('three', []), 3);
  await pruneOf(aws, released('three', []), 0);
  await deployTo(aws, released('four', []), { request: { unpin: true } });
  expect(alias()).toBe('3');
});

const shape = (text: string): object => ({ code: { main: text, mail: text }, routes: {}, queues: { main: 'jobs' } });

test('a service without routes goes live and back by its live aliases', async () => {
  const aws = emptyAws();
  await deployTo(aws, shape('one'));
  await deployTo(aws, shape('two'));
  expect(await statusOf(aws, shape('two'))).toMatchObject({ live: { name: 'r2' }, previous: [{ name: 'r1' }] });
  expect((await rollBack(aws, shape('two'))).result.live).toBe('r1');
  expect(aws.functions.get('test-orders-main')?.aliases.get('live')?.version).toBe('1');
  expect((await statusOf(aws, shape('two'))).pinned).toBeDefined();
});

test('wrong credentials are refused before anything is written', async () => {
  const aws = emptyAws('999988887777');
  const change = {
    environment: {
      name: 'test',
      target: 'aws' as const,
      region: 'eu-west-1',
      protected: false,
      accountId: '111122223333',
    },
  };
  await expect(deployTo(aws, { change })).rejects.toMatchObject({ code: 'WRONG_ACCOUNT', exit: 3 });
  expect(aws.stacks.size).toBe(0);
});

test('a dry run plans and writes nothing', async () => {
  const aws = emptyAws();
  const { result, calls, events } = await deployTo(aws, {}, { request: { dryRun: true } });
  expect(result.result).toBe('planned');
  expect(calls.filter(isWrite)).toEqual([]);
  expect(events.some((event) => event.kind === 'planned' && event.plan.steps.length > 8)).toBe(true);
});

function isWrite(call: string): boolean {
  return !/^(whoAmI|describe|read|list|export|has|stackEvents|accountLimits)/.test(call);
}

test('history tells what was live and what never was, also after a rollback', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  await deployTo(aws, { code: { main: 'two' } });
  await deployTo(aws, { code: { main: 'bad' } }, { broken: (release) => release === 'r3' }).catch(() => undefined);
  await rollBack(aws);
  await deployTo(aws, { code: { main: 'four' } }, { request: { unpin: true } });
  const history = await readHistory(aService().service, connectMemory(aws).cloud);
  expect(history.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'r4 live',
    'r3 never live',
    'r2 was live',
    'r1 was live',
  ]);
});

test('a function that is taken out of the config is no longer fed by its queue', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code: three, routes, queues: { payments: 'payments' } });
  expect(aws.eventSources.size).toBe(1);
  await deployTo(aws, { code: { main: 'one', invoice: 'pdf' }, routes });
  expect([...aws.eventSources.values()]).toMatchObject([{ state: 'Disabled' }]);
});

/** The first answers come from gateway hosts that do not know the new stage, route or role yet. */
const slowGateway =
  (status: number, message: string, first = 4) =>
  (http: Http): Http => {
    let asked = 0;
    return (request) =>
      asked++ < first
        ? Promise.resolve({ status, headers: {}, body: Buffer.from(JSON.stringify({ message })) })
        : http(request);
  };

test('a gateway that does not know the release yet costs time, not the release', async () => {
  for (const [status, message] of [
    [404, 'Not Found'],
    [500, 'Internal Server Error'],
  ] as const) {
    const { result } = await deployTo(emptyAws(), {}, { through: slowGateway(status, message) });
    expect(result.live).toBe('r1');
  }
});

test('a route that is not there stays a failure', async () => {
  const aws = emptyAws();
  const never = deployTo(aws, {}, { through: slowGateway(404, 'Not Found', 1000) });
  await expect(never).rejects.toMatchObject({ code: 'SMOKE_FAILED', why: expect.stringContaining('404') });
});

test("what to do about a failed smoke test goes by the answer: the stage on the path, the gateway's own 404, a fault of the code", async () => {
  const hint = expect.stringContaining('bundle: { stripStage: true }');
  const logs = expect.stringMatching(/^ship logs \S+ --env \S+: what the function said$/);
  for (const [status, message, next] of [
    [404, 'Cannot GET /ship-preview/health', [hint, 'mend it, then deploy again']],
    [404, 'Not Found', ['mend it, then deploy again']],
    [503, 'Service Unavailable', [logs, 'mend it, then deploy again']],
  ] as const)
    await expect(deployTo(emptyAws(), {}, { through: slowGateway(status, message, 1000) })).rejects.toMatchObject({
      code: 'SMOKE_FAILED',
      next,
    });
});

test('a function that loses its queue in the config is no longer fed by it', async () => {
  const aws = emptyAws();
  const code = { main: 'one', payments: 'queue' };
  await deployTo(aws, { code, queues: { payments: 'payments' } });
  expect(aws.eventSources.size).toBe(1);
  await deployTo(aws, { code });
  expect([...aws.eventSources.values()]).toMatchObject([{ state: 'Disabled' }]);
});

test('a rollback says before anything what does not go back with it', async () => {
  const aws = emptyAws();
  const shape = (main: string): object => ({
    code: { main },
    change: {
      hooks: [{ name: 'migrate', function: 'main', event: {}, timeoutMs: 1000 }],
      resources: { Orders: { Type: 'AWS::S3::Bucket' } },
    },
  });
  for (const text of ['one', 'two']) await deployTo(aws, shape(text));
  const { events } = await rollBack(aws, shape('two'));
  const kinds = events.map((event) => (event.kind === 'note' ? event.text : event.kind));
  const said = kinds.indexOf('stays as it is: what hook migrate did; the foundation (Orders) and its data');
  expect(said).toBeGreaterThan(0);
  expect(said).toBeLessThan(kinds.indexOf('planned'));
});

test('the pin is taken off what is live as it is, not put back on what was moved by hand meanwhile', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  await deployTo(aws, { code: { main: 'two' } });
  await rollBack(aws);
  const [api] = [...aws.apis.values()];
  const byHand = async (): Promise<boolean> => {
    const live = api?.stages.get('$default');
    const other = [...(api?.deployments.keys() ?? [])].find((id) => id !== live?.deploymentId);
    if (live && other) api?.stages.set('$default', { ...live, deploymentId: other });
    return true;
  };
  const request = { unpin: true, confirm: byHand };
  await expect(deployTo(aws, {}, { request })).rejects.toMatchObject({ code: 'STALE_PLAN' });
  expect(await callLive(aws)).toBe('r2');
});
