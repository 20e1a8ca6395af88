import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { judge, type Point, type Threshold } from '../../../src/local-aws/cloudwatch/alarms/judge.ts';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let cloudwatch: CloudWatchClient;

beforeAll(async () => {
  aws = await startLocalAws();
  cloudwatch = new CloudWatchClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const errors: Omit<PutMetricAlarmCommandInput, 'AlarmName'> = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: 'orders' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
};

async function stateOf(name: string): Promise<MetricAlarm | undefined> {
  const { MetricAlarms, CompositeAlarms } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  return MetricAlarms?.[0] ?? CompositeAlarms?.[0];
}

async function until(name: string, state: string): Promise<MetricAlarm | undefined> {
  for (;;) {
    const alarm = await stateOf(name);
    if (alarm?.StateValue === state) return alarm;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an alarm goes off with the first error, tells its topic, and a composite alarm follows', async () => {
  const sns = new SNSClient(aws.clientConfig);
  const sqs = new SQSClient(aws.clientConfig);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'alarms' }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'alarms' }));
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
  ];
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify({ Statement }) } }));
  const Endpoint = 'arn:aws:sqs:us-east-1:123456789012:alarms';
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: { RawMessageDelivery: 'true' } }),
  );

  const AlarmName = 'orders-errors';
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      ...errors,
      TreatMissingData: 'notBreaching',
      AlarmActions: [TopicArn as string],
    }),
  );
  expect(await stateOf(AlarmName)).toMatchObject({
    StateValue: 'INSUFFICIENT_DATA',
    StateReason: 'Unchecked: Initial alarm creation',
  });
  await cloudwatch.send(
    new PutCompositeAlarmCommand({ AlarmName: 'any', AlarmRule: `ALARM("${AlarmName}") OR FALSE` }),
  );
  await until(AlarmName, 'OK');

  aws.world.metrics.record('AWS/Lambda', 'Errors', { FunctionName: 'orders' }, 1);
  const alarm = await until(AlarmName, 'ALARM');
  expect(alarm?.StateReason).toMatch(
    /^Threshold Crossed: 1 out of the last 1 datapoints \[1\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\)\] was greater than the threshold \(0\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
  );
  await until('any', 'ALARM');
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  expect(JSON.parse(Messages?.[0]?.Body as string)).toMatchObject({
    AlarmName,
    NewStateValue: 'ALARM',
    OldStateValue: 'OK',
  });
  const { AlarmHistoryItems } = await cloudwatch.send(
    new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: 'StateUpdate' }),
  );
  expect(AlarmHistoryItems?.[0]?.HistorySummary).toBe('Alarm updated from OK to ALARM');
});

const stat = (Id: string, MetricName: string) => ({
  Id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Rate', MetricName }, Period: 60, Stat: 'Sum' },
});

test('an alarm may watch an expression', async () => {
  aws.world.metrics.record('Rate', 'Errors', {}, 3);
  aws.world.metrics.record('Rate', 'Requests', {}, 10);
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'rate',
      EvaluationPeriods: 1,
      Threshold: 25,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Metrics: [
        stat('e', 'Errors'),
        stat('r', 'Requests'),
        { Id: 'rate', Expression: '100 * e / r', ReturnData: true },
      ],
    }),
  );
  expect((await until('rate', 'ALARM'))?.StateReason).toContain('[30.0 (');
});

test('a state can be set by hand, and alarms deleted', async () => {
  await cloudwatch.send(
    new PutMetricAlarmCommand({ AlarmName: 'by-hand', ...errors, MetricName: 'Never', TreatMissingData: 'ignore' }),
  );
  await cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'by-hand', StateValue: 'ALARM', StateReason: 'a drill' }),
  );
  expect(await stateOf('by-hand')).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' });
  await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['by-hand'] }));
  expect(await stateOf('by-hand')).toBeUndefined();
  await expect(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['by-hand'] }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
  });
});

const limit: Threshold = {
  value: 1,
  operator: 'GreaterThanThreshold',
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missing: 'missing',
};
const points = (...values: (number | undefined)[]): Point[] =>
  values.map((value, index) => (value === undefined ? undefined : { at: 60 * index, value }));
const judgements: readonly (readonly [
  what: string,
  points: Point[],
  missing: Threshold['missing'],
  state: string | undefined,
])[] = [
  ['two of three breach', points(2, 0, 2), 'missing', 'ALARM'],
  ['one of three breaches', points(2, 0, 0), 'missing', 'OK'],
  ['nothing is known', points(undefined, undefined, undefined), 'missing', 'INSUFFICIENT_DATA'],
  ['nothing is known and that is fine', points(undefined, undefined, undefined), 'notBreaching', 'OK'],
  ['nothing is known and that is bad', points(undefined, undefined, undefined), 'breaching', 'ALARM'],
  ['nothing is known and nothing follows', points(undefined, undefined, undefined), 'ignore', undefined],
  ['one breaches and two are missing, badly', points(2, undefined, undefined), 'breaching', 'ALARM'],
];
test.each(judgements)('M out of N: %s', (_what, given, missing, state) => {
  expect(judge(given, { ...limit, missing })?.state).toBe(state);
});

test('a dashboard is kept as it was put; a body that is no dashboard is refused with the path', async () => {
  const DashboardName = 'orders';
  const DashboardBody = JSON.stringify({
    widgets: [
      { type: 'metric', x: 0, y: 0, width: 12, height: 6, properties: { region: 'us-east-1', metrics: [['A', 'B']] } },
    ],
  });
  await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody }));
  expect((await cloudwatch.send(new GetDashboardCommand({ DashboardName }))).DashboardBody).toBe(DashboardBody);
  const { DashboardEntries } = await cloudwatch.send(new ListDashboardsCommand({}));
  expect(DashboardEntries?.[0]).toMatchObject({ DashboardName, Size: DashboardBody.length });
  const broken = {
    DashboardName,
    DashboardBody: '{"widgets":[{"type":"metric","width":25,"properties":{"metrics":[["A"]]}}]}',
  };
  await expect(cloudwatch.send(new PutDashboardCommand(broken))).rejects.toMatchObject({
    name: 'DashboardInvalidInputError',
    dashboardValidationMessages: [
      { DataPath: '/widgets/0/width', Message: 'Should be <= 24' },
      { DataPath: '/widgets/0/properties', Message: "Should have required property 'region'" },
    ],
  });
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
  await expect(cloudwatch.send(new GetDashboardCommand({ DashboardName }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
  });
});
