import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  type Dimension,
  type Datapoint,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteMetricFilterCommand,
  DeleteSubscriptionFilterCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { gunzipSync } from 'node:zlib';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;
let logs: CloudWatchLogsClient;
const logGroupName = '/app/filtered';

beforeAll(async () => {
  aws = await startLocalAws();
  logs = new CloudWatchLogsClient(aws.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 's' }));
});
afterAll(() => aws.stop());

async function write(...messages: string[]): Promise<void> {
  const logEvents = messages.map((message) => ({ timestamp: Date.now(), message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 's', logEvents }));
}

async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function statistics(MetricName: string, Dimensions: Dimension[] = []): Promise<Datapoint> {
  const cloudwatch = new CloudWatchClient(aws.clientConfig);
  return until(async () => {
    const { Datapoints } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'App',
        MetricName,
        Dimensions,
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 3600,
        Statistics: ['Sum', 'SampleCount'],
      }),
    );
    return Datapoints?.[0];
  });
}

test('a metric filter counts what matches, by value and dimension of the event', async () => {
  const metricFilter = (filterName: string, filterPattern: string, transformation: object): PutMetricFilterCommand =>
    new PutMetricFilterCommand({
      logGroupName,
      filterName,
      filterPattern,
      metricTransformations: [{ metricNamespace: 'App', metricName: filterName, metricValue: '1', ...transformation }],
    });
  await logs.send(metricFilter('errors', 'ERROR', {}));
  await logs.send(
    metricFilter('latency', '{ $.ms > 10 }', { metricValue: '$.ms', dimensions: { Route: '$.request.route' } }),
  );
  const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName }));
  expect(metricFilters?.map(({ filterName }) => filterName)).toEqual(['errors', 'latency']);
  await write(
    'ERROR one',
    'fine',
    'ERROR two',
    '{"ms":20,"request":{"route":"a"}}',
    '{"ms":5,"request":{"route":"a"}}',
  );
  expect(await statistics('errors')).toMatchObject({ Sum: 2, SampleCount: 2 });
  expect(await statistics('latency', [{ Name: 'Route', Value: 'a' }])).toMatchObject({ Sum: 20, SampleCount: 1 });
  await logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: 'errors' }));
  const gone = logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName: 'errors' }));
  await expect(gone).rejects.toThrow('The specified metric filter does not exist.');
});

test('metrics that events carry along are metrics', async () => {
  const directive = {
    Namespace: 'App',
    Dimensions: [['service'], ['service', 'none']],
    Metrics: [{ Name: 'orders', Unit: 'Count' }, { Name: 'sizes' }],
  };
  const embedded = { Timestamp: Date.now(), CloudWatchMetrics: [directive] };
  const malformed = ['{"_aws": broken', '{"_aws":1}', '{"_aws":{"CloudWatchMetrics":5}}'].concat(
    JSON.stringify({ ['_aws']: { CloudWatchMetrics: [{ ...directive, Metrics: 5, Dimensions: 5 }] } }),
  );
  await write(...malformed, JSON.stringify({ ['_aws']: embedded, service: 's', orders: 3, sizes: [1, 2] }));
  const of = [{ Name: 'service', Value: 's' }];
  expect(await statistics('orders', of)).toMatchObject({ Sum: 3, SampleCount: 1, Unit: 'Count' });
  expect(await statistics('sizes', of)).toMatchObject({ Sum: 3, SampleCount: 2 });
});

test('a subscription filter hands events on, compressed as CloudWatch Logs does', async () => {
  const kinesis = new KinesisClient(aws.clientConfig);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'logs', ShardCount: 1 }));
  const destinationArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/logs';
  const subscription = { logGroupName, filterName: 'all', filterPattern: 'WANTED', destinationArn };
  const roleArn = 'arn:aws:iam::123456789012:role/logs';
  await logs.send(new PutSubscriptionFilterCommand({ ...subscription, roleArn }));
  const described = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
  expect(described.subscriptionFilters).toMatchObject([{ ...subscription, roleArn, distribution: 'ByLogStream' }]);
  await write('other', 'WANTED one');
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: 'logs',
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const data = await until(
    async () => (await kinesis.send(new GetRecordsCommand({ ShardIterator }))).Records?.[0]?.Data,
  );
  expect(JSON.parse(gunzipSync(data).toString())).toMatchObject({
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: logGroupName,
    logStream: 's',
    subscriptionFilters: ['all'],
    logEvents: [{ message: 'WANTED one' }],
  });
  await logs.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName: 'all' }));
});

test('a function that does not allow it cannot be subscribed', async () => {
  const destinationArn = 'arn:aws:lambda:us-east-1:123456789012:function:none';
  const put = new PutSubscriptionFilterCommand({ logGroupName, filterName: 'f', filterPattern: '', destinationArn });
  await expect(logs.send(put)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('Could not execute the lambda function.'),
  });
});
