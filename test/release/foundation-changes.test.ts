import { emptyAws } from './memory/memory-aws.ts';
import { deployTo, type Ran } from './memory/runner.ts';
import type { Outcome } from '../../src/release/events.ts';
import type { Service } from '../../src/model/service.ts';
import type { Shape } from './a-service.ts';
import type { Changes } from '../../src/model/plan.ts';

const changesOf = ({ events }: Ran<Outcome>): Changes | undefined =>
  events.flatMap((event) => (event.kind === 'planned' ? [event.plan.changes] : []))[0];

test('a plan names the resources that come and change, and the permissions that roles gain and lose', async () => {
  const aws = emptyAws();
  await deployTo(aws, { code: { main: 'one', mail: 'same' }, queues: { mail: 'letters' } });
  const shape = { code: { main: 'one', print: 'new' }, queues: { print: 'papers' } };
  const changes = changesOf(await deployTo(aws, shape, { request: { dryRun: true } }));
  const found = changes?.foundationChanges;
  expect(changes?.foundation).toBe('update');
  expect(found?.added.join()).toMatch(/Papers.*AWS::SQS::Queue/);
  expect(found?.leftOver.join()).toMatch(/Letters.*AWS::SQS::Queue/);
  expect(found?.gained.map(({ actions }) => actions).join()).toMatch(/sqs:ReceiveMessage/);
  expect(found?.lost.map(({ actions }) => actions).join()).toMatch(/sqs:ReceiveMessage/);
});

test('a plan without a change of the foundation names none, and reads no template', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const ran = await deployTo(aws, { code: { main: 'two' } }, { request: { dryRun: true } });
  expect([changesOf(ran)?.foundationChanges, ran.calls.includes('readTemplate')]).toEqual([undefined, false]);
});

const changing = (word: string, change: Partial<Shape> = {}, resources: Service['resources'] = {}): Shape => ({
  code: { main: word },
  events: {
    main: [
      { kind: 'bus', name: 'sales', bus: 'default', pattern: { source: [word] } },
      { kind: 'topic', name: 'news', filter: { kind: [word] }, filterScope: 'attributes' },
    ],
  },
  policies: { main: [{ kind: 'statement', statement: { Effect: 'Deny', Action: `s3:${word}`, Resource: '*' } }] },
  change: { resources },
  ...change,
});
const planned = async (before: Shape, after: Shape): Promise<Changes | undefined> => {
  const aws = emptyAws();
  await deployTo(aws, before);
  return changesOf(await deployTo(aws, after, { request: { dryRun: true } }));
};

test('a plan says what changes of events and roles, and that the live release keeps its own until the finish', async () => {
  const changes = await planned(changing('one'), changing('two'));
  expect(changes?.events).toEqual([
    'rule sales: its pattern changes, let in with the finish of the switch; until then the live release has its own',
    'topic news: its filter changes with the finish of the switch; SNS takes up to 15 minutes to keep to it',
    expect.stringMatching(
      /^main: what its role denies changes: the new version has RoleMain\w{8}, the live one keeps RoleMain\w{8}$/,
    ),
  ]);
  expect(changes?.foundationChanges?.gained).toMatchObject([{ role: 'RoleMain', effect: 'Deny', actions: 's3:two' }]);
});

test('a plan says what is felt before the switch, for a queue is one, and what resources name keeps its name', async () => {
  const named = {
    Own: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'RoleMain' }], Rule: { Ref: 'RuleSales' } } },
  };
  const changes = await planned(changing('one', {}, named), changing('two', {}, named));
  expect(changes?.events.filter((line) => line.includes('BEFORE'))).toEqual([
    expect.stringMatching(/^rule sales: its pattern changes with the foundation, BEFORE .* name RuleSales$/),
    expect.stringMatching(/^main: what its role denies changes with the foundation, BEFORE .* name RoleMain$/),
  ]);
});

test('a plan without such a change says nothing of it', async () => {
  expect((await planned(changing('one'), changing('one', { code: { main: 'two' } })))?.events).toEqual([]);
});
