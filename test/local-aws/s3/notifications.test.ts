import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

interface Told {
  readonly eventName: string;
  readonly s3: { readonly object: { readonly key: string; readonly size?: number } };
}

describe('S3 notifications', () => {
  let aws: StartedLocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());

  test('a queue is told what its prefix and events name, and nothing else', async () => {
    const s3 = new S3Client(aws.clientConfig);
    const sqs = new SQSClient(aws.clientConfig);
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'told' }));
    const Bucket = 'telling';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [
            {
              Id: 'in',
              QueueArn: 'arn:aws:sqs:us-east-1:123456789012:told',
              Events: ['s3:ObjectCreated:*'],
              Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
            },
          ],
        },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: 'out/x', Body: 'no' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'in/a b', Body: 'yes' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'in/a b' }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    const told = Messages.flatMap(({ Body }) => (JSON.parse(Body as string) as { Records: Told[] }).Records);
    expect(told).toMatchObject([{ eventName: 'ObjectCreated:Put', s3: { object: { key: 'in/a+b', size: 3 } } }]);
  });
});
