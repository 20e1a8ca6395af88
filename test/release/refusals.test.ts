import type { Artifact } from '../../src/model/artifact.ts';
import type { DeployRequest } from '../../src/release/deploy.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { aService } from './a-service.ts';
import { type MemoryAws, emptyAws } from './memory/memory-aws.ts';
import { refuse } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, rollBack, statusOf } from './memory/runner.ts';

function isWrite(call: string): boolean {
  return !/^(whoAmI|describe|read|list|export|has|stackEvents|accountLimits)/.test(call);
}

/** As another machine's run left it on the main function. */
function lockOf(aws: MemoryAws, since: number, until: number, purpose = 'deploy r2'): void {
  const description = `ship-lock ${JSON.stringify({ o: 'eve@ci', r: 'other', p: purpose, s: since, e: until })}`;
  const lock = { name: 'ship-lock', version: '$LATEST', description, revisionId: `at ${since}` };
  aws.functions.get('test-orders-main')?.aliases.set('ship-lock', lock);
}

test('One run at a time changes a service; an expired lock of a dead run is taken over', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  lockOf(aws, 1763700000, 4000000000);
  const two = { code: { main: 'two' } };
  const held = { code: 'LOCK_HELD', exit: 3, message: expect.stringContaining('eve@ci') as string };
  await expect(deployTo(aws, two)).rejects.toMatchObject(held);
  await expect(rollBack(aws)).rejects.toMatchObject(held);
  expect(await callLive(aws)).toBe('r1');
  lockOf(aws, 1600000000, 1600000900);
  expect((await statusOf(aws)).unfinished[0]).toMatch(/never ended/);
  expect((await deployTo(aws, two)).result.live).toBe('r2');
});

test('a live stage with AutoDeploy on is refused before the draft is written, which it would take over at once', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const stages = [...aws.apis.values()][0]?.stages;
  const live = stages?.get('$default');
  if (live) stages?.set('$default', { ...live, autoDeploy: true });
  const operations: string[] = [];
  const interceptor = { before: ({ operation }: { operation: string }) => void operations.push(operation) };
  const refused = deployTo(aws, { code: { main: 'two' } }, { interceptor });
  await expect(refused).rejects.toMatchObject({ code: 'AUTO_DEPLOY', exit: 3, live: 'r1' });
  expect(operations.filter(isWrite)).toEqual([]);
});

test('code that the account has no room for is refused before anything is written', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  aws.codeBytes = { used: 1000, limit: 1001 };
  const operations: string[] = [];
  const interceptor = { before: ({ operation }: { operation: string }) => void operations.push(operation) };
  const refused = deployTo(aws, { code: { main: 'two' } }, { interceptor });
  await expect(refused).rejects.toMatchObject({ code: 'CODE_STORAGE', exit: 3 });
  expect(operations.filter(isWrite)).toEqual([]);
  // What publishes no code needs no room.
  expect((await deployTo(aws, { environment: { COLOR: 'green' } })).result.live).toBe('r2');
});

/** The service with a local layer of so many bytes, zipped. */
function withLayer(text: string, zippedBytes: number): Pick<DeployRequest, 'service' | 'artifacts'> {
  const { service, artifacts } = aService({ code: { main: text } });
  const layer = { name: 'fonts', contentDigest: `f${zippedBytes}`, sha256: 'abc', zipPath: '/x', zippedBytes };
  const layers = [{ ...layer, codeSha256: '', unzippedBytes: zippedBytes }];
  const functions = service.functions.map((one) => ({
    ...one,
    source: { ...one.source, layers: [{ kind: 'local', name: 'fonts', path: '/x' } as const] },
  }));
  const [main] = Object.values(artifacts);
  return { service: { ...service, functions }, artifacts: { main: { ...main, layers } as Artifact } };
}

test('layers need room too, unless they are there already', async () => {
  const aws = emptyAws();
  await deployTo(aws, {}, { request: withLayer('one', 500) });
  aws.codeBytes = { used: 1000, limit: 1400 };
  await expect(deployTo(aws, {}, { request: withLayer('two', 499) })).rejects.toMatchObject({
    code: 'CODE_STORAGE',
    exit: 3,
  });
  expect((await deployTo(aws, {}, { request: withLayer('two', 500) })).result.live).toBe('r2');
});

test('a layer of more than 50 MB goes through the bucket, once', async () => {
  const aws = emptyAws();
  const large = 52_428_801;
  const first = await deployTo(aws, {}, { request: withLayer('one', large) });
  expect(first.calls.filter((call) => /putArtifact|publishLayer/.test(call))).toEqual(['putArtifact', 'publishLayer']);
  const second = await deployTo(aws, {}, { request: withLayer('two', large) });
  expect(second.calls.filter((call) => /putArtifact|publishLayer/.test(call))).toEqual([]);
});

test('an account that takes less directly than usual gets the zip through the bucket', async () => {
  const aws = emptyAws();
  const { service, artifacts } = aService();
  const main = { ...artifacts['main'], zippedBytes: 30_000_000 } as Artifact;
  const plan = async (): Promise<string> =>
    JSON.stringify((await deployTo(aws, {}, { request: { service, artifacts: { main }, dryRun: true } })).events);
  expect(await plan()).not.toContain('upload-artifact');
  aws.directUploadBytes = 20_000_000;
  expect(await plan()).toContain('upload-artifact');
});

test('who may not ask for the limits of the account may deploy', async () => {
  const aws = emptyAws();
  const before = ({ operation }: { operation: string }): void => {
    if (operation === 'accountLimits') refuse('GetAccountSettings', 'AccessDeniedException', 'not allowed', 403);
  };
  const { result, events } = await deployTo(aws, {}, { interceptor: { before } });
  expect(result.live).toBe('r1');
  expect(JSON.stringify(events)).toContain('lambda:GetAccountSettings is not allowed');
});

test('a run that loses its lock in the middle of a canary says which share it leaves to the other', async () => {
  const aws = emptyAws();
  const clock = fastClock();
  await deployTo(aws, {}, { clock });
  const report = (event: RunEvent): void => {
    if (event.kind === 'step-progress' && event.bake) lockOf(aws, 1763700000, 4000000000, 'rollback');
  };
  const change = { strategy: { kind: 'canary', percent: 10, stepMs: 60_000 } } as const;
  const lost = deployTo(aws, { code: { main: 'two' }, change }, { clock, report });
  const live = 'r1, untouched; r2 keeps the 10 % that this run gave it';
  const why = expect.stringMatching(
    /^eve@ci holds it now \(rollback\): a rollback takes it from a run that watches/,
  ) as string;
  await expect(lost).rejects.toMatchObject({ code: 'OVERTAKEN', exit: 5, live, why });
});

test('a run that loses its lock after the switch leaves what is live to the other, and says what that is', async () => {
  const aws = emptyAws();
  const clock = fastClock();
  await deployTo(aws, {}, { clock });
  const report = (event: RunEvent): void => {
    if (event.kind !== 'phase-started' || event.phase !== 'observe') return;
    clock.advance(10 * 60_000);
    lockOf(aws, 1763700000, 4000000000);
  };
  const lost = deployTo(aws, { code: { main: 'two' } }, { clock, report });
  await expect(lost).rejects.toMatchObject({ code: 'OVERTAKEN', exit: 5, live: 'r2, by this run' });
  expect(await callLive(aws)).toBe('r2');
});

test('a deploy that would need more warm environments than the account has changes nothing', async () => {
  const aws = emptyAws();
  const shape = (text: string, provisioned: number): object => ({
    code: { main: text },
    provisioned: { main: provisioned },
  });
  await deployTo(aws, shape('one', 400));
  const before = structuredClone(aws);
  await expect(deployTo(aws, shape('two', 450))).rejects.toMatchObject({ code: 'NO_ROOM', exit: 3, live: 'r1' });
  expect(aws).toEqual(before);
});

test('fewer warm environments and a smaller reservation at once: what is warm is given back first', async () => {
  const aws = emptyAws();
  const shape = (text: string, provisioned: number, reserved: number): object => {
    const { service } = aService({ code: { main: text }, provisioned: { main: provisioned } });
    const functions = service.functions.map((one) => ({ ...one, reservedConcurrency: reserved }));
    return { code: { main: text }, change: { functions } };
  };
  await deployTo(aws, shape('one', 5, 10));
  const { calls } = await deployTo(aws, shape('two', 2, 7));
  const last = (name: string): number => calls.lastIndexOf(name);
  expect(last('reserveConcurrency')).toBeGreaterThan(last('removeProvisionedConcurrency'));
  expect(aws.functions.get('test-orders-main')?.provisioned).toEqual(new Map([['2', 2]]));
});

test('a release whose versions somebody deleted is not gone back to, and status says so before', async () => {
  const aws = emptyAws();
  for (const text of ['one', 'two', 'three']) await deployTo(aws, { code: { main: text } });
  aws.functions.get('test-orders-main')?.versions.delete('2');
  const shape = { code: { main: 'three' } };
  expect((await statusOf(aws, shape)).unfinished).toEqual(['r2 would fail: main version 2 was deleted, not by ship']);
  await expect(rollBack(aws, shape, 2)).rejects.toMatchObject({
    code: 'RELEASE_GONE',
    exit: 3,
    live: 'r3',
    next: ['ship rollback orders --to r1', expect.stringContaining('ship deploy orders --unpin')],
  });
  expect(await callLive(aws)).toBe('r3');
  expect((await rollBack(aws, shape, 1)).result.live).toBe('r1');
});

test('the way out that is named was live once, and a commit is named only where it is the whole of the release', async () => {
  const aws = emptyAws();
  const request = { gitSha: 'abc123', dirty: true };
  for (const text of ['one', 'two']) await deployTo(aws, { code: { main: text } }, { request });
  const failing = deployTo(aws, { code: { main: 'bad' } }, { broken: (release) => release === 'r3' });
  await expect(failing).rejects.toMatchObject({ live: 'r2, untouched' });
  aws.functions.get('test-orders-main')?.versions.delete('1');
  await expect(rollBack(aws, { code: { main: 'two' } }, 1)).rejects.toMatchObject({
    code: 'RELEASE_GONE',
    next: [
      'ship history orders',
      "with that release's sources (abc123 and what was not committed then): ship deploy orders --unpin",
    ],
  });
});

test('a release whose gateway deployment somebody deleted is refused by name, and live stays', async () => {
  const aws = emptyAws();
  for (const text of ['one', 'two', 'three']) await deployTo(aws, { code: { main: text } });
  const deployments = [...aws.apis.values()][0]?.deployments;
  const second = [...(deployments?.keys() ?? [])][1] ?? '';
  deployments?.delete(second);
  await expect(rollBack(aws, { code: { main: 'three' } })).rejects.toMatchObject({
    code: 'RELEASE_GONE',
    exit: 3,
    live: 'r3, untouched',
    why: expect.stringContaining(`gateway deployment ${second}`),
  });
  expect(await callLive(aws)).toBe('r3');
});
