import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListStreamsCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { ListEventSourceMappingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { eventually, givenExecution, type GivenExecution } from '../execution/given-execution.ts';

/** What comes in goes on: an object becomes an item, an item's change a record, all with nothing but AWS_ENDPOINT_URL. */
const CODE = `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const { KinesisClient, PutRecordCommand } = require('@aws-sdk/client-kinesis');
const { S3Client, HeadObjectCommand } = require('@aws-sdk/client-s3');
exports.handler = async ({ Records: [record] }) => {
  if (record.s3) {
    const Key = record.s3.object.key;
    const { ContentLength } = await new S3Client({ forcePathStyle: true }).send(new HeadObjectCommand({ Bucket: record.s3.bucket.name, Key }));
    const Item = { id: { S: Key }, bytes: { N: String(ContentLength) } };
    return new DynamoDBClient({}).send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
  }
  if (record.dynamodb) {
    const Data = Buffer.from(JSON.stringify(record.dynamodb.NewImage));
    return new KinesisClient({}).send(new PutRecordCommand({ StreamName: process.env.STREAM, PartitionKey: 'k', Data }));
  }
  console.log('arrived', Buffer.from(record.kinesis.data, 'base64').toString());
};`;

const getAtt = (name: string, attribute: string): object => ({ 'Fn::GetAtt': [name, attribute] });
const mapping = (EventSourceArn: object): object => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    FunctionName: { Ref: 'Function' },
    EventSourceArn,
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: '1',
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 3,
  },
});

const table = (more: object = {}): object => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    ...more,
  },
});

const Statement = [
  { Effect: 'Allow', Action: ['logs:*', 's3:GetObject'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: ['dynamodb:PutItem', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
    Resource: '*',
  },
  {
    Effect: 'Allow',
    Action: ['kinesis:PutRecord', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream'],
    Resource: '*',
  },
];

const template = (Table: object): string =>
  JSON.stringify({
    Resources: {
      Table,
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: '1', RetentionPeriodHours: 48 } },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
          Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 20,
          MemorySize: 512,
          Role: getAtt('Role', 'Arn'),
          Code: { ZipFile: CODE },
          Environment: { Variables: { TABLE: { Ref: 'Table' }, STREAM: { Ref: 'Stream' } } },
        },
      },
      OfTable: mapping(getAtt('Table', 'StreamArn')),
      OfStream: mapping(getAtt('Stream', 'Arn')),
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: getAtt('Function', 'Arn'),
          Action: 'lambda:InvokeFunction',
          Principal: 's3.amazonaws.com',
          SourceArn: 'arn:aws:s3:::uploads-of-a-stack',
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        DependsOn: 'Permission',
        Properties: {
          BucketName: 'uploads-of-a-stack',
          NotificationConfiguration: {
            LambdaConfigurations: [
              {
                Event: 's3:ObjectCreated:*',
                Function: getAtt('Function', 'Arn'),
                Filter: { S3Key: { Rules: [{ Name: 'suffix', Value: '.txt' }] } },
              },
            ],
          },
        },
      },
    },
    Outputs: { Function: { Value: { Ref: 'Function' } }, Table: { Value: { Ref: 'Table' } } },
  });

let aws: GivenExecution;
let cloudformation: CloudFormationClient;
const StackName = 'sources';
beforeAll(async () => {
  aws = await givenExecution(undefined, {
    acceptAnyRole: false,
    faults: { ...noFaults, durations: { 'iam.propagation': 0 } },
  });
  cloudformation = new CloudFormationClient(aws.clientConfig);
});
afterAll(() => aws.stop());

const settled = (): Promise<{ status: string | undefined; outputs: Record<string, string> }> =>
  eventually(async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const [stack] = Stacks ?? [];
    if (stack?.StackStatus?.endsWith('IN_PROGRESS')) return undefined;
    const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    return { status: stack?.StackStatus, outputs: Object.fromEntries(outputs) as Record<string, string> };
  }, 20_000);
const failures = async (): Promise<(string | undefined)[]> => {
  const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.includes('FAILED')).map(
    ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
  );
};

test('a stack’s bucket, table and stream feed its function, which reaches them by AWS_ENDPOINT_URL', async () => {
  await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody: template(table()), Capabilities: ['CAPABILITY_IAM'] }),
  );
  const { status, outputs } = await settled();
  expect([status, await failures()]).toEqual(['CREATE_COMPLETE', []]);
  const s3 = new S3Client(aws.clientConfig);
  await s3.send(new PutObjectCommand({ Bucket: 'uploads-of-a-stack', Key: 'hello.txt', Body: '12345' }));
  const log = (): Promise<string> => aws.logOf(outputs['Function'] ?? '');
  await eventually(async () => (await log()).includes('arrived'), 20_000).catch(async () => {
    throw new Error(`Nothing arrived: ${await log()}`);
  });
  expect(await log()).toContain('arrived {"id":{"S":"hello.txt"},"bytes":{"N":"5"}}');
}, 30_000);

test('an update gives the table another index and another stream, in place', async () => {
  const dynamodb = new DynamoDBClient(aws.clientConfig);
  const { outputs } = await settled();
  const TableName = outputs['Table'] ?? '';
  const before = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const changed = table({
    AttributeDefinitions: ['id', 'kind'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-kind',
        KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await cloudformation.send(
    new UpdateStackCommand({ StackName, TemplateBody: template(changed), Capabilities: ['CAPABILITY_IAM'] }),
  );
  expect([(await settled()).status, await failures()]).toEqual(['UPDATE_COMPLETE', []]);
  const after = await dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(after.Table).toMatchObject({
    TableId: before.Table?.TableId,
    ItemCount: 1,
    GlobalSecondaryIndexes: [{ IndexName: 'by-kind', IndexStatus: 'ACTIVE' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  expect(after.Table?.LatestStreamArn).not.toBe(before.Table?.LatestStreamArn);
  const { EventSourceMappings = [] } = await new LambdaClient(aws.clientConfig).send(
    new ListEventSourceMappingsCommand({ EventSourceArn: after.Table?.LatestStreamArn }),
  );
  expect(EventSourceMappings.map(({ State }) => State)).toEqual(['Enabled']);
  await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: 'again' } } }));
  await eventually(async () => (await aws.logOf(outputs['Function'] ?? '')).includes('again'), 10_000);
}, 40_000);

test('the stack takes all of it along', async () => {
  await aws.world.call('s3', 'DeleteObject', { Bucket: 'uploads-of-a-stack', Key: 'hello.txt' });
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await eventually(async () => {
    const gone = await cloudformation.send(new DescribeStacksCommand({ StackName })).catch(() => undefined);
    return gone === undefined || gone.Stacks?.[0]?.StackStatus === 'DELETE_FAILED';
  }, 20_000);
  const { TableNames } = await new DynamoDBClient(aws.clientConfig).send(new ListTablesCommand({}));
  const { StreamNames } = await new KinesisClient(aws.clientConfig).send(new ListStreamsCommand({}));
  const { EventSourceMappings } = await new LambdaClient(aws.clientConfig).send(new ListEventSourceMappingsCommand({}));
  expect([TableNames, StreamNames, EventSourceMappings]).toEqual([[], [], []]);
}, 30_000);
