import { createHash } from 'node:crypto';
import { type Shape } from './a-service.ts';
import { felt } from './fire/felt.ts';
import { Fire } from './fire/faults.ts';
import { callersAre, releaseOfCallers, resourceIds } from './fire/invariants.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { callLive, deployTo, fastClock, pruneOf, rollBack } from './memory/runner.ts';

async function deployed(count: number, shape: object = {}): Promise<MemoryAws> {
  const aws = emptyAws();
  for (let number = 1; number <= count; number++)
    await deployTo(aws, { ...shape, code: { main: `v${number}`, mail: 'same' } });
  return aws;
}

const now = { code: { main: 'v6', mail: 'same' } };

test('prune keeps what is live, shown, on the way back and in the kept window, and deletes the rest', async () => {
  const aws = await deployed(6);
  await pruneOf(aws, now, 2);
  expect([...(aws.functions.get('test-orders-main')?.versions.keys() ?? [])]).toEqual(['4', '5', '6']);
  expect([...(aws.functions.get('test-orders-mail')?.versions.keys() ?? [])]).toEqual(['1']);
  expect([...aws.apis.values()][0]?.deployments.size).toBe(3);
  expect(await callLive(aws)).toBe('r6');
  expect((await rollBack(aws, now)).result.live).toBe('r5');
});

test('prune deletes nothing that somebody made by hand, or that a foreign stage or alias uses', async () => {
  const aws = await deployed(6);
  const main = aws.functions.get('test-orders-main');
  const [api] = [...aws.apis.values()];
  const [first] = [...(api?.deployments.keys() ?? [])];
  api?.stages.set('hand', { name: 'hand', deploymentId: first ?? '', autoDeploy: false, description: '' });
  main?.aliases.set('hand', { name: 'hand', version: '2', description: '', revisionId: 'x' });
  const third = main?.versions.get('3');
  if (third) main?.versions.set('3', { ...third, description: 'made by hand' });
  await pruneOf(aws, now, 1);
  expect([...(main?.versions.keys() ?? [])]).toEqual(['1', '2', '3', '5', '6']);
  expect(api?.deployments.has(first ?? '')).toBe(true);
});

test('a dry run of prune says what it would delete and why, and deletes nothing', async () => {
  const aws = await deployed(3);
  const { result, calls, events } = await pruneOf(aws, { code: { main: 'v3', mail: 'same' } }, 1, {
    request: { dryRun: true },
  });
  const planned = events.flatMap((event) => (event.kind === 'planned' ? event.plan.steps : []));
  expect(planned.map(({ title }) => title).join('\n')).toMatch(/Delete main version 1: no kept release/);
  expect(result.result).toBe('planned');
  expect(calls.filter((call) => call.startsWith('delete'))).toEqual([]);
  expect(aws.functions.get('test-orders-main')?.versions.size).toBe(3);
});

test('prune of a service without routes deletes the records of old releases with their versions', async () => {
  const aws = await deployed(5, { routes: {} });
  await pruneOf(aws, { ...now, routes: {} }, 1);
  const main = aws.functions.get('test-orders-main');
  expect([...(main?.versions.keys() ?? [])]).toEqual(['4', '5']);
  expect([...(main?.aliases.keys() ?? [])].filter((name) => name.startsWith('ship-r'))).toEqual(['ship-r4', 'ship-r5']);
});

test('a deploy only adds to the foundation; prune takes away what no kept release needs', async () => {
  const aws = emptyAws();
  const two = { code: { main: 'one', mail: 'same' }, queues: { mail: 'letters' } };
  const one = { code: { main: 'two' } };
  await deployTo(aws, two);
  await deployTo(aws, one);
  const resources = (): string[] =>
    Object.keys((JSON.parse(aws.stacks.get('test-orders')?.template ?? '{}') as { Resources: object }).Resources);
  const before = resources();
  expect(before.filter((id) => /mail|letters/i.test(id)).length).toBeGreaterThan(1);
  expect((await rollBack(aws, two)).result.live).toBe('r1');
  await rollBack(aws, one, 2);
  await pruneOf(aws, one, 1);
  expect(resources()).toEqual(before);
  const { result, calls } = await pruneOf(aws, one, 0);
  expect([result.result, resources()]).toEqual(['live', before]);
  expect(result.notes).toEqual([expect.stringMatching(/^kept, for what is in it: .*Queueletters.*--allow-replace/i)]);
  expect(calls).not.toContain('createChangeSet');
  await pruneOf(aws, one, 0, { request: { options: { allowReplace: true, settleTimeoutMs: 2000 } } });
  expect(resources().filter((id) => /mail|letters/i.test(id))).toEqual([]);
  expect(await callLive(aws)).toBe('r2');
});

test('prune deletes a function that the config and the kept releases no longer have', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code: { main: 'one', mail: 'same' } });
  await deployTo(aws, { code: { main: 'two' } });
  await pruneOf(aws, { code: { main: 'two' } }, 1);
  expect([...aws.functions.keys()]).toEqual(['test-orders-main', 'test-orders-mail']);
  await pruneOf(aws, { code: { main: 'two' } }, 0);
  expect([...aws.functions.keys()]).toEqual(['test-orders-main']);
  expect(await callLive(aws)).toBe('r2');
});

test('prune deletes layer versions and uploaded zips that no version which stays uses', async () => {
  const aws = await deployed(4);
  const stack = aws.stacks.get('test-orders');
  if (stack) stack.outputs = { ...stack.outputs, ArtifactBucket: 'bucket' };
  const keyOf = (text: string): string => `artifacts/${createHash('sha256').update(text).digest('hex')}.zip`;
  for (const text of ['v1', 'v3', 'v4', 'v5']) aws.objects.add(`bucket/${keyOf(text)}`);
  aws.objects.add('elsewhere/artifacts/kept.zip');
  const layer = (number: number): string => `arn:aws:lambda:eu-west-1:111122223333:layer:test-orders-shared:${number}`;
  const main = aws.functions.get('test-orders-main');
  for (const [version, number] of [
    ['1', 1],
    ['4', 2],
  ] as const) {
    const state = main?.versions.get(version);
    if (state) main?.versions.set(version, { ...state, layerArns: [layer(number)] });
  }
  const made = (number: number, description: string): { arn: string; description: string } => ({
    arn: layer(number),
    description,
  });
  aws.layers.set('test-orders-shared', [made(3, 'made by hand'), made(2, 'ship:b'), made(1, 'ship:a')]);
  // A run that was stopped before it published: what $LATEST has is about to be a version.
  if (main) main.codeSha256 = createHash('sha256').update('v5').digest('base64');
  await pruneOf(aws, { code: { main: 'v4', mail: 'same' } }, 1);
  const stays = ['v3', 'v4', 'v5'].map((text) => `bucket/${keyOf(text)}`);
  expect([...aws.objects]).toEqual([...stays, 'elsewhere/artifacts/kept.zip']);
  expect(aws.layers.get('test-orders-shared')?.map(({ arn }) => arn)).toEqual([layer(3), layer(2)]);
});

const ringing = (days: number, deny?: string): Shape => ({
  code: { main: 'same', mail: `${days}` },
  events: { mail: [{ kind: 'schedule', name: 'daily', expression: `rate(${days} days)` }] },
  policies:
    deny === undefined
      ? {}
      : { mail: [{ kind: 'statement', statement: { Effect: 'Deny', Action: deny, Resource: '*' } }] },
});
const marked = (aws: MemoryAws): readonly string[] =>
  resourceIds(aws)
    .filter((id) => /^R(ule|ole)(Daily|Mail)/.test(id))
    .map((id) => id.replace(/[0-9a-f]{8}$/, '#'))
    .toSorted();

test('rules and roles that only releases beyond the kept ones use go with them, and one can go back to all others', async () => {
  const aws = emptyAws();
  for (const days of [2, 3, 4, 5]) await deployTo(aws, ringing(days, `s3:Get${days}`));
  expect(marked(aws)).toEqual(Array.from({ length: 8 }, (_, index) => (index < 4 ? 'RoleMail#' : 'RuleDaily#')));
  await pruneOf(aws, ringing(5, 's3:Get5'), 1);
  expect(marked(aws)).toEqual(['RoleMail#', 'RoleMail#', 'RuleDaily#', 'RuleDaily#']);
  const before = felt(aws);
  await rollBack(aws, ringing(5, 's3:Get5'));
  expect([await callLive(aws), felt(aws).join()]).toEqual(['r3', expect.stringContaining('rate(4 days)')]);
  await rollBack(aws, ringing(5, 's3:Get5'), 4);
  expect(felt(aws)).toEqual(before);
});

test('a config that has moved on takes nothing from the release that is live', async () => {
  const aws = emptyAws();
  await deployTo(aws, ringing(2));
  await deployTo(aws, ringing(3, 's3:*'));
  const before = felt(aws);
  await pruneOf(aws, ringing(4, 'sqs:*'), 0);
  expect(felt(aws)).toEqual(before);
  expect(marked(aws).filter((id) => id.endsWith('#')).length).toBeGreaterThanOrEqual(2);
  await deployTo(aws, ringing(3, 's3:*'));
  expect(felt(aws)).toEqual(before);
});

const versionsOf = (aws: MemoryAws): readonly string[] => [
  ...(aws.functions.get('test-orders-main')?.versions.keys() ?? []),
];
const recordsOf = (aws: MemoryAws): readonly string[] =>
  [...([...aws.apis.values()][0]?.deployments.values() ?? [])].map(
    ({ description }) => /^\S+ (r\d+)/.exec(description)?.[1] ?? description,
  );

test('prune keeps versions that are warm, and both that an alias made by hand weighs', async () => {
  const aws = await deployed(6);
  const main = aws.functions.get('test-orders-main');
  main?.provisioned.set('1', 1);
  main?.aliases.set('hand', { name: 'hand', version: '2', weights: { 3: 0.1 }, description: '', revisionId: 'x' });
  await pruneOf(aws, now, 0);
  expect(versionsOf(aws)).toEqual(['1', '2', '3', '6']);
});

test('prune keeps a version that a queue or a permission made by hand is connected to, and says whose it is', async () => {
  const aws = await deployed(6);
  const queue = 'arn:aws:sqs:eu-central-1:123456789012:theirs';
  const targetArn = 'arn:aws:lambda:eu-central-1:123456789012:function:test-orders-main:2';
  aws.eventSources.set('by-hand', {
    functionName: 'test-orders-main',
    sourceArn: queue,
    targetArn,
    state: 'Enabled',
  } as never);
  const bucket = { statementId: 'theirs', principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::theirs' };
  aws.permissions.set('test-orders-main:3', [bucket]);
  const { result } = await pruneOf(aws, now, 1);
  expect(versionsOf(aws)).toEqual(['2', '3', '5', '6']);
  expect(result.notes).toEqual([
    `main version 2 stays: ${queue} calls it`,
    'main version 3 stays: arn:aws:s3:::theirs calls it',
  ]);
});

test('prune leaves a gateway deployment alone that ship did not make, and the versions that a stage serves from it', async () => {
  const aws = await deployed(4);
  const [api] = [...aws.apis.values()];
  const made = { description: 'made by hand', createdAt: '2026-11-21T06:00:00Z', status: 'DEPLOYED' as const };
  const document = JSON.stringify({ info: { version: 'x' }, uri: ':function:test-orders-main:1/invocations' });
  api?.deployments.set('hand', { ...made, id: 'hand', document });
  api?.deployments.set('unused', { ...made, id: 'unused', document });
  api?.stages.set('hand', { name: 'hand', deploymentId: 'hand', autoDeploy: false, description: '' });
  await pruneOf(aws, { code: { main: 'v4', mail: 'same' } }, 0);
  expect([...(api?.deployments.keys() ?? [])].slice(1)).toEqual(['hand', 'unused']);
  expect(versionsOf(aws)).toEqual(['1', '4']);
});

test('prune keeps the newest releases that were never live as well, as many as are asked for', async () => {
  const aws = await deployed(1);
  const broken = deployTo(aws, { code: { main: 'bad', mail: 'same' } }, { broken: (release) => release === 'r2' });
  await expect(broken).rejects.toMatchObject({ code: 'SMOKE_FAILED' });
  const good = { code: { main: 'good', mail: 'same' } };
  await deployTo(aws, good);
  await pruneOf(aws, good, 2);
  expect(versionsOf(aws)).toEqual(['1', '2', '3']);
  await pruneOf(aws, good, 1);
  expect(versionsOf(aws)).toEqual(['1', '3']);
});

const canary: Shape = {
  code: { main: 'v2', mail: 'same' },
  change: { strategy: { kind: 'canary', percent: 10, stepMs: 1000 } },
};

test('prune deletes what gave a release its share, once no stage shows it, and nothing of a share that is given', async () => {
  const aws = await deployed(1);
  const shared = structuredClone(aws);
  await deployTo(aws, canary);
  await pruneOf(aws, canary, 1);
  const aliases = (of: MemoryAws): readonly string[] =>
    [...(of.functions.get('test-orders-main')?.aliases.keys() ?? [])].filter((name) => name.startsWith('ship-r'));
  expect([recordsOf(aws).length, aliases(aws)]).toEqual([2, []]);

  const { calls } = await deployTo(structuredClone(shared), canary);
  const fire = new Fire({ name: 'killed after', at: calls.indexOf('updateStage') + 1 });
  await deployTo(shared, canary, { interceptor: fire.forRun(new AbortController()) }).catch(() => undefined);
  const clock = fastClock(Date.parse('2026-11-21T07:00:00Z'));
  await pruneOf(shared, canary, 0, { clock });
  expect([releaseOfCallers(shared), callersAre(shared)]).toEqual(['r2-10', []]);
  expect([recordsOf(shared).length, aliases(shared), versionsOf(shared)]).toEqual([3, ['ship-r2-10'], ['1', '2']]);
});

test('of a release that was made twice, because an answer was lost, prune keeps the one that was live', async () => {
  const aws = await deployed(2);
  const [api] = [...aws.apis.values()];
  const [first, second] = [...(api?.deployments.entries() ?? [])];
  if (first) api?.deployments.set('twin', { ...first[1], id: 'twin' });
  await pruneOf(aws, { code: { main: 'v2', mail: 'same' } }, 1);
  expect([...(api?.deployments.keys() ?? [])]).toEqual([first?.[0], second?.[0]]);
  expect((await rollBack(aws, now)).result.live).toBe('r1');
});
