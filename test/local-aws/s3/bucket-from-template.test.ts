import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

let aws: StartedLocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.stop());

async function created(stackName: string, Resources: object): Promise<string | undefined> {
  const client = new CloudFormationClient(aws.clientConfig);
  await client.send(new CreateStackCommand({ StackName: stackName, TemplateBody: JSON.stringify({ Resources }) }));
  for (;;) {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const status = Stacks[0]?.StackStatus;
    if (status !== 'CREATE_IN_PROGRESS') return status;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

test('a bucket made by a template has its tags, versioning and policy, as a client reads them', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
  };
  const status = await created('files', {
    Files: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'files-of-a-stack',
        Tags: [{ Key: 'team', Value: 'a & b' }],
        VersioningConfiguration: { Status: 'Enabled' },
      },
    },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: policy } },
  });
  expect(status).toBe('CREATE_COMPLETE');
  const s3 = new S3Client({ ...aws.clientConfig, forcePathStyle: true });
  const Bucket = 'files-of-a-stack';
  const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(TagSet).toEqual(expect.arrayContaining([{ Key: 'team', Value: 'a & b' }]));
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
  const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(Policy)).toEqual(policy);
});
