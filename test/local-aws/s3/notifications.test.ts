import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  type NotificationConfiguration,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventually, givenExecution, type GivenExecution } from '../execution/given-execution.ts';

const ACCOUNT = '123456789012';
const arnOf = (queue: string): string => `arn:aws:sqs:us-east-1:${ACCOUNT}:${queue}`;
const policyFor = (queue: string): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arnOf(queue),
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
      },
    ],
  });

describe('S3 notifications', () => {
  let aws: GivenExecution;
  let s3: S3Client;
  let sqs: SQSClient;
  let count = 0;
  beforeAll(async () => {
    aws = await givenExecution();
    s3 = new S3Client(aws.clientConfig);
    sqs = new SQSClient(aws.clientConfig);
  });
  afterAll(() => aws.stop());

  const aBucket = async (): Promise<string> => {
    const Bucket = `telling-${count++}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  };
  const aQueue = async (allowed = true): Promise<{ name: string; arn: string; QueueUrl: string }> => {
    const name = `told-${count++}`;
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
    if (allowed) {
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: policyFor(name) } }));
    }
    return { name, arn: arnOf(name), QueueUrl };
  };
  const notify = (Bucket: string, configuration: NotificationConfiguration): Promise<unknown> =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: configuration }));
  const told = async (QueueUrl: string, atLeast: number): Promise<Record<string, unknown>[]> => {
    const all: Record<string, unknown>[] = [];
    await eventually(async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      all.push(...Messages.map(({ Body }) => JSON.parse(Body as string) as Record<string, unknown>));
      return all.length >= atLeast;
    });
    return all;
  };
  const names = (messages: Record<string, unknown>[]): string[] =>
    messages
      .flatMap(({ Records = [], Event }) =>
        Event === 's3:TestEvent'
          ? ['TestEvent']
          : (Records as { eventName: string; s3: { object: { key: string } } }[]).map(
              (record) => `${record.eventName} ${record.s3.object.key}`,
            ),
      )
      .toSorted();

  test('a queue is told what its prefix, suffix and events name, in the form of version 2.1', async () => {
    const Bucket = await aBucket();
    const queue = await aQueue();
    const FilterRules = [
      { Name: 'prefix' as const, Value: 'in/' },
      { Name: 'suffix' as const, Value: '.jpg' },
    ];
    await notify(Bucket, {
      QueueConfigurations: [
        { Id: 'in', QueueArn: queue.arn, Events: ['s3:ObjectCreated:*'], Filter: { Key: { FilterRules } } },
      ],
    });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'out/x.jpg', Body: 'no' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'in/x.png', Body: 'no' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a b.jpg', Body: 'yes' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'in/a b.jpg' }));
    const messages = await told(queue.QueueUrl, 2);
    expect(names(messages)).toEqual(['ObjectCreated:Put in/a+b.jpg', 'TestEvent']);
    const { Records } = messages.find((message) => 'Records' in message) as { Records: unknown[] };
    expect(Records).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: expect.stringContaining('AWS:') },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'in',
          bucket: { name: Bucket, ownerIdentity: { principalId: ACCOUNT }, arn: `arn:aws:s3:::${Bucket}` },
          object: {
            key: 'in/a+b.jpg',
            size: 3,
            eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
        },
      },
    ]);
  });

  test('the families of created, removed and tagged objects are told apart', async () => {
    const Bucket = await aBucket();
    const queue = await aQueue();
    const Events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:ObjectTagging:*'] as const;
    await notify(Bucket, { QueueConfigurations: [{ QueueArn: queue.arn, Events: [...Events] }] });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '1' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }));
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'never-there' }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }] } }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }] } }));
    expect(names(await told(queue.QueueUrl, 6))).toEqual([
      'ObjectCreated:Copy b',
      'ObjectCreated:Put a',
      'ObjectRemoved:Delete a',
      'ObjectRemoved:DeleteMarkerCreated b',
      'ObjectTagging:Put a',
      'TestEvent',
    ]);
  });

  test('an alias is invoked, but only once its policy lets the bucket do that', async () => {
    const Bucket = await aBucket();
    const name = await aws.aFunction('exports.handler = async (e) => console.log(e.Records[0].eventName)');
    await aws.world.call('lambda', 'PublishVersion', { FunctionName: name });
    await aws.world.call('lambda', 'CreateAlias', { FunctionName: name, Name: 'live', FunctionVersion: '1' });
    const LambdaFunctionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}:live`;
    const configuration = { LambdaFunctionConfigurations: [{ LambdaFunctionArn, Events: ['s3:ObjectCreated:Put'] }] };
    await expect(notify(Bucket, configuration as NotificationConfiguration)).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'Unable to validate the following destination configurations',
    });
    await aws.world.call('lambda', 'AddPermission', {
      FunctionName: name,
      Qualifier: 'live',
      StatementId: 's3',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
      SourceArn: `arn:aws:s3:::${Bucket}`,
      SourceAccount: ACCOUNT,
    });
    await notify(Bucket, configuration as NotificationConfiguration);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '1' }));
    expect(await eventually(async () => (await aws.logOf(name)).includes('ObjectCreated:Put'))).toBe(true);
  });

  test('rules on the default bus get what EventBridge is switched on for', async () => {
    const Bucket = await aBucket();
    const queue = await aQueue();
    const { world } = aws;
    const EventPattern = JSON.stringify({ source: ['aws.s3'], detail: { bucket: { name: [Bucket] } } });
    await world.call('events', 'PutRule', { Name: 'objects', EventPattern });
    const Targets = [{ Id: 'q', Arn: queue.arn }];
    await world.call('events', 'PutTargets', { Rule: 'objects', Targets });
    const Policy = policyFor(queue.name).replace('s3.amazonaws.com', 'events.amazonaws.com').replace(':s3:::*', ':*');
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.QueueUrl, Attributes: { Policy } }));
    await notify(Bucket, { EventBridgeConfiguration: {} });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a b', Body: '123' }));
    const [event] = await told(queue.QueueUrl, 1);
    expect(event).toMatchObject({
      'detail-type': 'Object Created',
      source: 'aws.s3',
      resources: [`arn:aws:s3:::${Bucket}`],
      detail: { bucket: { name: Bucket }, object: { key: 'a b', size: 3 }, reason: 'PutObject' },
    });
  });

  test.each([
    [
      'a queue that does not exist',
      [{ QueueArn: arnOf('none'), Events: ['s3:ObjectCreated:*'] }],
      /Unable to validate/,
    ],
    [
      'a queue of another Region',
      [{ QueueArn: arnOf('none').replace('us-east-1', 'eu-west-1'), Events: ['s3:ObjectCreated:*'] }],
      /region is not valid for the bucket/,
    ],
    ['an unknown event', [{ QueueArn: arnOf('none'), Events: ['s3:ObjectEaten:*'] }], /event is not supported/],
    [
      'two destinations for one event',
      [
        { QueueArn: arnOf('a'), Events: ['s3:ObjectCreated:*'] },
        { QueueArn: arnOf('b'), Events: ['s3:ObjectCreated:Put'] },
      ],
      /Configurations overlap/,
    ],
  ])('%s is refused', async (_what, QueueConfigurations, message) => {
    const Bucket = await aBucket();
    await expect(notify(Bucket, { QueueConfigurations } as NotificationConfiguration)).rejects.toThrow(message);
    expect((await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))).QueueConfigurations).toBe(
      undefined,
    );
  });

  test('a queue without a policy is refused, unless validation is skipped', async () => {
    const Bucket = await aBucket();
    const queue = await aQueue(false);
    const configuration: NotificationConfiguration = {
      QueueConfigurations: [{ QueueArn: queue.arn, Events: ['s3:ObjectCreated:*'] }],
    };
    await expect(notify(Bucket, configuration)).rejects.toThrow('Unable to validate');
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: configuration,
        SkipDestinationValidation: true,
      }),
    );
    const kept = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(kept.QueueConfigurations).toMatchObject([
      { Id: expect.any(String), QueueArn: queue.arn, Events: ['s3:ObjectCreated:*'] },
    ]);
  });
});
