import type { EventSource } from '../../src/model/service.ts';
import type { RuleState } from '../../src/model/snapshot.ts';
import { placeOfRule } from '../../src/plan/find-rule-drift.ts';
import type { Cloud } from '../../src/release/cloud.ts';
import { readDrift } from '../../src/release/drift.ts';
import { aService } from './a-service.ts';
import { emptyAws, type MemoryAws, type MemoryFunction } from './memory/memory-aws.ts';
import { connectMemory } from './memory/memory-cloud.ts';
import { deployTo } from './memory/runner.ts';

const shape = { code: { main: 'two', jobs: 'same' }, queues: { jobs: 'jobs' } };

async function twoReleases(): Promise<MemoryAws> {
  const aws = emptyAws();
  await deployTo(aws, { ...shape, code: { main: 'one', jobs: 'same' } });
  await deployTo(aws, shape);
  return aws;
}

const codes = async (aws: MemoryAws): Promise<readonly string[]> =>
  (await readDrift(aService(shape).service, connectMemory(aws).cloud)).map(({ code }) => code);

const main = (aws: MemoryAws): MemoryFunction => aws.functions.get('test-orders-main') as MemoryFunction;

test('a service as it was released has no drift', async () => {
  expect(await codes(await twoReleases())).toEqual([]);
});

const byHand: readonly [what: string, code: string, edit: (aws: MemoryAws) => void][] = [
  ['the live stage moved', 'STAGE_MOVED', (aws) => moveLive(aws)],
  ['AutoDeploy switched on', 'AUTO_DEPLOY', (aws) => changeLive(aws, { autoDeploy: true })],
  [
    'the live stage throttled',
    'STAGE_THROTTLED',
    (aws) => changeLive(aws, { throttles: [{ perSecond: 1, burst: 1 }] }),
  ],
  ['a live version deleted', 'VERSION_MISSING', (aws) => void main(aws).versions.delete('2')],
  ['the memory of a function changed', 'LATEST_CHANGED', (aws) => configure(aws, { memoryMb: 1024 })],
  ['a variable of a function added', 'LATEST_CHANGED', (aws) => configure(aws, { environment: { DEBUG: 'x' } })],
  ['a function edited', 'LATEST_CHANGED', (aws) => void (main(aws).codeSha256 = 'edited')],
  ['the live alias moved', 'ALIAS_MOVED', (aws) => moveAlias(aws)],
  ['the HTTP API deleted', 'API_GONE', (aws) => aws.apis.clear()],
  ['an event source disabled', 'EVENT_SOURCE', (aws) => disable(aws)],
  ['a function stopped', 'RESERVATION_CHANGED', (aws) => void (main(aws).reserved = 0)],
];

test.each(byHand)('%s by hand is found', async (_what, code, edit) => {
  const aws = await twoReleases();
  edit(aws);
  expect(await codes(aws)).toContain(code);
});

function configure(aws: MemoryAws, change: Partial<MemoryFunction['settings']>): void {
  main(aws).settings = { ...main(aws).settings, ...change };
}

test('a hand edit is named, variables without their values', async () => {
  const aws = await twoReleases();
  configure(aws, { memoryMb: 1024, environment: { DEBUG: 'hush' } });
  const [found] = await readDrift(aService(shape).service, connectMemory(aws).cloud);
  expect(found?.what).toMatch(/changed by hand \(memory \d+ -> 1024 MB, .*variable DEBUG\)/);
  expect(found?.what).not.toContain('hush');
});

test('a throttle is named with what it lets through, and with the way to take it off', async () => {
  const aws = await twoReleases();
  changeLive(aws, {
    throttles: [
      { perSecond: 0, burst: 0 },
      { routeKey: 'GET /orders', perSecond: 1.5 },
    ],
  });
  const found = await readDrift(aService(shape).service, connectMemory(aws).cloud);
  expect(found.map(({ what, next }) => [what, next])).toEqual([
    ['the live stage is throttled by hand: it answers nobody', expect.stringContaining('Throttling')],
    [
      'GET /orders is throttled by hand: 1.5 requests a second',
      expect.stringMatching(/ aws apigatewayv2 delete-route-settings .* --route-key 'GET \/orders'$/),
    ],
  ]);
});

function changeLive(aws: MemoryAws, change: object): void {
  const [api] = [...aws.apis.values()];
  const live = api?.stages.get('$default');
  if (live) api?.stages.set('$default', { ...live, ...change });
}

const role = 'test-orders-rolejobs';

test('a policy that somebody took from a role is a permission missing, one that was given is told too', async () => {
  const aws = await twoReleases();
  aws.editedRoles.set(role, { inline: {}, managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
  const found = await readDrift(aService(shape).service, connectMemory(aws).cloud);
  expect(found.map(({ code, what }) => `${code} ${what}`)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^PERMISSION_MISSING role RoleJobs has lost: Allow .*logs:PutLogEvents on arn:aws:logs:/),
      expect.stringMatching(/^PERMISSION_MISSING role RoleJobs has lost: Allow sqs:ReceiveMessage, .* on arn:aws:/),
      'PERMISSION_ADDED role RoleJobs was given by hand: arn:aws:iam::aws:policy/AdministratorAccess',
    ]),
  );
});

test('a role that somebody deleted is a permission missing', async () => {
  const aws = await twoReleases();
  aws.editedRoles.set(role, undefined);
  expect(await codes(aws)).toEqual(['PERMISSION_MISSING']);
});

function moveLive(aws: MemoryAws): void {
  const [api] = [...aws.apis.values()];
  changeLive(aws, { deploymentId: [...(api?.deployments.keys() ?? [])][0] });
}

function moveAlias(aws: MemoryAws): void {
  const jobs = aws.functions.get('test-orders-jobs');
  const alias = jobs?.aliases.get('live');
  if (alias) jobs?.aliases.set('live', { ...alias, version: '$LATEST' });
}

function disable(aws: MemoryAws): void {
  for (const [uuid, source] of aws.eventSources) aws.eventSources.set(uuid, { ...source, state: 'Disabled' });
}

const rung = {
  code: { main: 'two', jobs: 'same' },
  events: {
    jobs: [
      { kind: 'schedule', name: 'nightly', expression: 'rate(1 day)', input: { at: 'night' } },
      { kind: 'bus', name: 'sales', bus: 'shops', pattern: { source: ['till'] } },
    ] satisfies EventSource[],
  },
};

/** Its name is its logical id in the memory, which ends with a mark. */
async function ruleOf(cloud: Cloud, event: string): Promise<string> {
  const all = await cloud.stackResources('test-orders');
  return all.find(({ logicalId }) => logicalId.toLowerCase().startsWith(`rule${event}`))?.physicalId ?? '';
}

const ruleEdits: readonly [what: string, found: readonly string[], edit: (is: RuleState) => RuleState | undefined][] = [
  ['nothing done to it', [], (is) => is],
  ['a rule disabled', ['RULE_DISABLED rule NAME is disabled'], (is) => ({ ...is, isEnabled: false })],
  ['a rule deleted', ['RULE_GONE rule NAME was deleted'], () => undefined],
  ['another time', ['RULE_CHANGED rule NAME rings otherwise'], (is) => ({ ...is, schedule: 'rate(9 days)' })],
  ['no target', ['TARGET_CHANGED rule NAME no longer calls arn:aws:lambda:'], (is) => ({ ...is, targets: [] })],
  [
    'another target',
    ['TARGET_CHANGED rule NAME calls arn:other, not arn:aws:lambda:'],
    (is) => ({ ...is, targets: is.targets.map((one) => ({ ...one, arn: 'arn:other' })) }),
  ],
  [
    'another input',
    ['TARGET_CHANGED rule NAME gives live-jobs another input'],
    (is) => ({ ...is, targets: is.targets.map((one) => ({ ...one, input: '{}' })) }),
  ],
  [
    'one target more',
    ['TARGET_ADDED rule NAME calls arn:spy too'],
    (is) => ({ ...is, targets: [...is.targets, { id: 'spy', arn: 'arn:spy' }] }),
  ],
];

test.each(ruleEdits)('a rule with %s by hand is told as it is', async (_what, expected, edit) => {
  const aws = emptyAws();
  await deployTo(aws, rung);
  const { cloud } = connectMemory(aws);
  const name = await ruleOf(cloud, 'nightly');
  const is = await cloud.readRule(name);
  aws.editedRules.set(name, is && edit(is));
  const found = await readDrift(aService(rung).service, cloud);
  expect(found.map(({ code, what }) => `${code} ${what}`)).toEqual(
    expected.map((text) => expect.stringContaining(text.replace('NAME', name))),
  );
});

test('what a rule matches is compared too, and one that is off is named with its bus', async () => {
  const aws = emptyAws();
  await deployTo(aws, rung);
  const cloud = connectMemory(aws).cloud;
  const name = await ruleOf(cloud, 'sales');
  aws.editedRules.set(name, { isEnabled: false, pattern: { source: ['spy'] }, targets: [] });
  const found = await readDrift(aService(rung).service, cloud);
  expect(found.map(({ code, next }) => [code, next.replace(/^put.*/, '')])).toEqual([
    ['RULE_DISABLED', `aws events enable-rule --name ${name}`],
    ['RULE_CHANGED', ''],
    ['TARGET_CHANGED', ''],
  ]);
  expect(placeOfRule('shops|sales')).toEqual({ bus: 'shops', name: 'sales' });
  expect(placeOfRule('sales')).toEqual({ name: 'sales' });
});
