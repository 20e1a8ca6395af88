import { emptyAws } from './memory/memory-aws.ts';
import { deployTo, type Ran } from './memory/runner.ts';
import type { Outcome } from '../../src/release/events.ts';
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
