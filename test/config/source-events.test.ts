import { renderFoundation } from '../../src/template/render-foundation.ts';
import { aConfig, mistakesOf, serviceOf } from './check-written.ts';

const Orders = {
  Type: 'AWS::DynamoDB::Table',
  Properties: { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } },
};
const resources = {
  Orders,
  Plain: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  Clicks: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
  Files: { Type: 'AWS::S3::Bucket' },
  Told: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: {} } },
  Alerts: { Type: 'AWS::SNS::Topic' },
};

const table = { type: 'dynamodb', name: 'changes', table: 'Orders' };
const stream = { type: 'kinesis', name: 'clicks', stream: 'Clicks' };
const bucket = { type: 's3', name: 'uploads', bucket: 'Files' };

const withEvents = (...events: object[]): Record<string, unknown> =>
  aConfig({ main: { entry: 'a.ts', events }, resources });

test('own tables, streams and buckets are named by their logical ids, with the defaults of AWS', () => {
  const [main] = serviceOf(withEvents(table, stream, bucket)).functions;
  expect(main?.events).toMatchObject([
    { kind: 'dynamodb', arn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] }, batchSize: 100, maximumRetries: -1 },
    { kind: 'kinesis', arn: { 'Fn::GetAtt': ['Clicks', 'Arn'] }, startingPosition: { at: 'trim-horizon' } },
    { kind: 's3', bucket: { Ref: 'Files' }, events: ['s3:ObjectCreated:*'], prefix: '', suffix: '' },
  ]);
});

test('the role may read its streams and tell of failures, and nothing else', () => {
  const more = { onFailure: 'Alerts', start: 'latest', retries: 3 };
  const { Resources } = renderFoundation(serviceOf(withEvents({ ...table, ...more }, bucket)), { needsBucket: false });
  const role = Resources['RoleMain']?.Properties as {
    Policies: { PolicyDocument: { Statement: { Action: unknown; Resource: unknown }[] } }[];
  };
  const [, read, tell, ...rest] = role.Policies[0]?.PolicyDocument.Statement ?? [];
  expect(read).toMatchObject({
    Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    Resource: { 'Fn::GetAtt': ['Orders', 'StreamArn'] },
  });
  expect([tell, rest]).toMatchObject([{ Action: 'sns:Publish', Resource: { Ref: 'Alerts' } }, []]);
});

test.each<readonly [what: string, event: object, expected: RegExp]>([
  ['a table that is none', { ...table, table: 'Files' }, /table: is AWS::S3::Bucket, not a table/],
  ['a table without a stream', { ...table, table: 'Plain' }, /table: has no stream: give it StreamSpecification/],
  ['a misspelt table', { ...table, table: 'Order' }, /table: names neither one of resources nor an ARN.*Orders/],
  [
    "a table's own ARN",
    { ...table, table: 'arn:aws:dynamodb:eu-west-1:1:table/x' },
    /must be the ARN of the table's stream/,
  ],
  ['a time for a table', { ...table, start: '2026-11-28T00:00:00Z' }, /start: must be one of "trim-horizon", "latest"/],
  ['a stream that is none', { ...stream, stream: 'Orders' }, /stream: is AWS::DynamoDB::Table, not a Kinesis stream/],
  ['a start that is none', { ...stream, start: 'tomorrow' }, /start: must be 'trim-horizon', 'latest' or a time/],
  ['too much at once', { ...stream, parallelization: 11 }, /parallelization: must be between 1 and 10/],
  [
    'failures told to a table',
    { ...stream, onFailure: 'Orders' },
    /onFailure: is AWS::DynamoDB::Table, not a queue or/,
  ],
  ['failures told to nobody', { ...stream, onFailure: 'lost' }, /onFailure: names neither a queue, a topic nor an ARN/],
  [
    'a bucket of no such name',
    { ...bucket, bucket: 'File' },
    /bucket: names neither one of resources nor a bucket.*Files/,
  ],
  ['a bucket that is none', { ...bucket, bucket: 'Orders' }, /bucket: is AWS::DynamoDB::Table, not a bucket/],
  [
    'a bucket with its own notifications',
    { ...bucket, bucket: 'Told' },
    /has a NotificationConfiguration, which ship writes/,
  ],
  ['an event S3 does not have', { ...bucket, events: ['made'] }, /events\[0\]: must be created, removed or such as/],
])('%s is a mistake', (_what, event, expected) => {
  expect(mistakesOf(withEvents(event))).toEqual([expect.stringMatching(expected)]);
});

test('two events of one bucket must not be told of the same object', () => {
  const [first, second] = [
    { ...bucket, prefix: 'in/' },
    { ...bucket, name: 'more', events: ['s3:ObjectCreated:Put'] },
  ];
  expect(mistakesOf(withEvents(first, second))).toEqual([
    expect.stringMatching(/events\[1\]: would be told of the same objects as uploads/),
  ]);
  for (const change of [{ prefix: 'out/' }, { prefix: 'in/', events: ['removed'] }, { bucket: 'others-bucket' }])
    expect(mistakesOf(withEvents(first, { ...bucket, name: 'more', ...change }))).toEqual([]);
});
