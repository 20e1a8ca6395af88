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
