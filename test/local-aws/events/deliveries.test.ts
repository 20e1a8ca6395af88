import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FilterLogEventsCommand, CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { trigger } from '../../../src/local-aws/events/trigger.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let events: EventBridgeClient;
let sqs: SQSClient;

beforeAll(async () => {
  aws = await startLocalAws();
  events = new EventBridgeClient(aws.clientConfig);
  sqs = new SQSClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const arn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`;

/** A queue that lets EventBridge in. */
async function openQueue(name: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn(name) },
  ];
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify({ Statement }) } }));
  return QueueUrl as string;
}

async function nextBody(QueueUrl: string, WaitTimeSeconds = 5): Promise<unknown> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds }));
  return Messages?.[0] && JSON.parse(Messages[0].Body as string);
}

const put = (Detail: object, more: object = {}) =>
  events.send(
    new PutEventsCommand({
      Entries: [{ Source: 'shop', DetailType: 'Order', Detail: JSON.stringify(Detail), ...more }],
    }),
  );

test('an event that matches reaches the target in the form the target asks for', async () => {
  const url = await openQueue('matched');
  await events.send(new PutRuleCommand({ Name: 'matched', EventPattern: '{"source":["shop"],"detail":{"n":[1]}}' }));
  await events.send(
    new PutTargetsCommand({
      Rule: 'matched',
      Targets: [
        {
          Id: 'q',
          Arn: arn('matched'),
          InputTransformer: { InputPathsMap: { n: '$.detail.n' }, InputTemplate: '{"n":<n>}' },
        },
      ],
    }),
  );
  await put({ n: 2 });
  const { FailedEntryCount, Entries } = await put({ n: 1 });
  expect([FailedEntryCount, Entries?.[0]?.EventId]).toEqual([0, expect.stringMatching(/^[-0-9a-f]{36}$/)]);
  expect(await nextBody(url)).toEqual({ n: 1 });
});

test('a queue whose policy does not let EventBridge in gets nothing; the dead-letter queue does', async () => {
  await sqs.send(new CreateQueueCommand({ QueueName: 'closed' }));
  const dead = await openQueue('dead');
  await events.send(new PutRuleCommand({ Name: 'closed', EventPattern: '{"detail":{"closed":[true]}}' }));
  const Targets = [{ Id: 'q', Arn: arn('closed'), DeadLetterConfig: { Arn: arn('dead') } }];
  await events.send(new PutTargetsCommand({ Rule: 'closed', Targets }));
  await put({ closed: true });
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: dead, WaitTimeSeconds: 5, MessageAttributeNames: ['All'] }),
  );
  expect(Messages?.[0]?.MessageAttributes?.['ERROR_CODE']?.StringValue).toBe('NO_PERMISSIONS');
  expect(JSON.parse(Messages?.[0]?.Body as string)).toMatchObject({ source: 'shop', detail: { closed: true } });
});

test('a bus of its own hears only its own events, and log groups can be targets', async () => {
  const logs = new CloudWatchLogsClient(aws.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/events/all' }));
  await events.send(new CreateEventBusCommand({ Name: 'side' }));
  await events.send(
    new PutRuleCommand({ Name: 'all', EventBusName: 'side', EventPattern: '{"source":[{"prefix":""}]}' }),
  );
  const Targets = [{ Id: 'l', Arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/events/all' }];
  await events.send(new PutTargetsCommand({ Rule: 'all', EventBusName: 'side', Targets }));
  await put({ where: 'default' });
  await put({ where: 'side' }, { EventBusName: 'side' });
  const { events: found } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/events/all' }));
  expect(found?.map(({ message }) => (JSON.parse(message as string) as { detail: unknown }).detail)).toEqual([
    { where: 'side' },
  ]);
});

test('entries fail one by one', async () => {
  const { FailedEntryCount, Entries } = await events.send(
    new PutEventsCommand({
      Entries: [
        { Source: 'shop', DetailType: 'x', Detail: '{}' },
        { Source: 'shop', DetailType: 'x', Detail: 'nope' },
        { DetailType: 'x', Detail: '{}' },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(2);
  expect(Entries?.slice(1)).toEqual([
    { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.',
    },
  ]);
});

test('a scheduled rule is rung by hand', async () => {
  const url = await openQueue('nightly');
  await events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'cron(0 3 * * ? *)' }));
  await events.send(new PutTargetsCommand({ Rule: 'nightly', Targets: [{ Id: 'q', Arn: arn('nightly') }] }));
  const { Arn } = await events.send(new DescribeRuleCommand({ Name: 'nightly' }));
  expect(trigger([aws.world], { rule: 'nightly' })).toEqual({ arn: Arn, targets: [arn('nightly')] });
  expect(await nextBody(url)).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    resources: [Arn],
    detail: {},
  });
});

test('rules and targets are checked', async () => {
  await expect(events.send(new PutRuleCommand({ Name: 'r' }))).rejects.toThrow(
    'Parameter(s) EventPattern or ScheduleExpression must be specified.',
  );
  await expect(events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{}' }))).rejects.toMatchObject({
    name: 'InvalidEventPatternException',
  });
  await expect(events.send(new PutRuleCommand({ Name: 'r', ScheduleExpression: 'rate(5)' }))).rejects.toThrow(
    'Parameter ScheduleExpression is not valid.',
  );
  await expect(events.send(new ListTargetsByRuleCommand({ Rule: 'none' }))).rejects.toThrow(
    'Rule none does not exist on EventBus default.',
  );
  const { Result } = await events.send(
    new TestEventPatternCommand({
      EventPattern: '{"source":["a"]}',
      Event: JSON.stringify({
        id: '1',
        account: '1',
        source: 'a',
        time: 't',
        region: 'r',
        resources: [],
        'detail-type': 'd',
      }),
    }),
  );
  expect(Result).toBe(true);
});

test('a target that EventBridge has and this local AWS has not is refused by name', async () => {
  await events.send(new PutRuleCommand({ Name: 'abroad', ScheduleExpression: 'rate(1 hour)' }));
  const Arn = 'arn:aws:events:us-east-1:123456789012:api-destination/there/1';
  await expect(
    events.send(new PutTargetsCommand({ Rule: 'abroad', Targets: [{ Id: 'a', Arn }] })),
  ).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining(Arn) as string });
});
