import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { trigger } from '../../../src/local-aws/events/trigger.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let scheduler: SchedulerClient;
let sqs: SQSClient;
let QueueUrl: string | undefined;
const RoleArn = 'arn:aws:iam::123456789012:role/scheduling';
const Arn = 'arn:aws:sqs:us-east-1:123456789012:scheduled';

const policy = (Statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement });

beforeAll(async () => {
  aws = await startLocalAws();
  scheduler = new SchedulerClient(aws.clientConfig);
  sqs = new SQSClient(aws.clientConfig);
  const iam = new IAMClient(aws.clientConfig);
  const trust = { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await iam.send(new CreateRoleCommand({ RoleName: 'scheduling', AssumeRolePolicyDocument: policy(trust) }));
  const allow = policy({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: Arn });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'scheduling', PolicyName: 'send', PolicyDocument: allow }));
  ({ QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'scheduled' })));
});
afterAll(() => aws.stop());

const create = (Name: string, more: Partial<CreateScheduleCommandInput> = {}) =>
  scheduler.send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn, RoleArn, Input: '{"job":"<aws.scheduler.schedule-arn>"}' },
      ...more,
    }),
  );

async function nextBody(): Promise<unknown> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, VisibilityTimeout: 60 }),
  );
  return Messages?.[0]?.Body && JSON.parse(Messages[0].Body);
}

test('a schedule is described, changed as a whole, and rung by hand', async () => {
  const { ScheduleArn } = await create('nightly', { Description: 'x', ScheduleExpressionTimezone: 'Europe/Berlin' });
  expect(await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))).toMatchObject({
    Arn: ScheduleArn,
    GroupName: 'default',
    State: 'ENABLED',
    Description: 'x',
    CreationDate: expect.any(Date) as Date,
  });
  const rest = { FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn, RoleArn, Input: '{"job":2}' } } as const;
  await scheduler.send(
    new UpdateScheduleCommand({ Name: 'nightly', ScheduleExpression: 'cron(0 3 * * ? *)', ...rest }),
  );
  expect((await scheduler.send(new GetScheduleCommand({ Name: 'nightly' }))).Description).toBeUndefined();
  trigger([aws.world], { rule: 'nightly' });
  expect(await nextBody()).toEqual({ job: 2 });
});

test('a schedule for one time rings then, and goes if it is to', async () => {
  const soon = new Date(Date.now() + 1000).toISOString().slice(0, 19);
  await create('once', { ScheduleExpression: `at(${soon})`, ActionAfterCompletion: 'DELETE' });
  expect(await nextBody()).toEqual({ job: 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/once' });
  await expect(scheduler.send(new GetScheduleCommand({ Name: 'once' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a group goes with its schedules', async () => {
  await scheduler.send(new CreateScheduleGroupCommand({ Name: 'jobs' }));
  await create('grouped', { GroupName: 'jobs' });
  const { Schedules } = await scheduler.send(new ListSchedulesCommand({ GroupName: 'jobs' }));
  expect(Schedules?.map(({ Name }) => Name)).toEqual(['grouped']);
  await scheduler.send(new DeleteScheduleGroupCommand({ Name: 'jobs' }));
  await expect(scheduler.send(new GetScheduleCommand({ Name: 'grouped', GroupName: 'jobs' }))).rejects.toThrow(
    'Schedule group jobs does not exist.',
  );
});

test('what cannot be is refused', async () => {
  await expect(create('bad', { ScheduleExpression: 'rate(1 days)' })).rejects.toThrow(
    'Invalid Schedule Expression rate(1 days).',
  );
  await expect(create('bad', { Target: { Arn, RoleArn: `${RoleArn}-none` } })).rejects.toThrow(
    'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
  );
  await create('twice');
  await expect(create('twice')).rejects.toMatchObject({ name: 'ConflictException' });
});
