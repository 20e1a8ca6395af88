import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Project } from './project.ts';

// Stacks that CloudFormation gives up: a queue that cannot be made, and a custom resource that refuses every update.

const token = 'arn:aws:lambda:us-east-1:000000000000:function:local-maker-main:live';

const maker = `
exports.handler = async (event) => {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId } = event;
  if (!RequestType) return {};
  const refused = RequestType === 'Update' && { Status: 'FAILED', Reason: 'the thing stays as it is' };
  const answer = { Status: 'SUCCESS', PhysicalResourceId: 'thing', StackId, RequestId, LogicalResourceId, ...refused };
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(answer), headers: { 'content-type': '' } });
  return {};
};`;

function files(resources: Readonly<Record<string, unknown>>): Record<string, string> {
  const services = {
    maker: { main: 'main.js' },
    shop: { main: 'main.js', routes: { 'GET /hello': 'main' }, smoke: [{ request: 'GET /hello' }], resources },
  };
  return {
    'services.config.json': JSON.stringify({ services }),
    'services/maker/main.js': maker,
    'services/shop/main.js': 'exports.handler = async () => ({ ok: true });',
  };
}

const thing = (value: string): Record<string, unknown> => ({
  Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: token, Value: value } },
});

// More than a hundred events: what failed first is not on the first page of them.
const many = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::Topic', Properties: {} }]),
);

const project = new Project(files({}));

afterAll(() => project.remove());

async function deploy(resources: Readonly<Record<string, unknown>>): Promise<{ code: number; said: string }> {
  project.write('services.config.json', files(resources)['services.config.json'] ?? '');
  const { code, stdout, stderr } = await project.ship('deploy', 'shop');
  return { code, said: stdout + stderr };
}

test('a stack whose creation failed says why, and is deleted and made anew by the next deploy', async () => {
  expect((await project.ship('deploy', 'maker')).code).toBe(0);
  const wrong = { Wrong: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 99_999 } } };
  const failed = await deploy({ ...wrong, ...many });
  expect([failed.code, failed.said]).toEqual([4, expect.stringMatching(/AWS::SQS::Queue Wrong: .*VisibilityTimeout/)]);
  expect((await project.ship('status', 'shop')).stdout).toContain('is ROLLBACK_COMPLETE: ship deploy shop');
  const mended = await deploy(thing('one'));
  expect([mended.code, mended.said]).toEqual([0, expect.stringContaining('Delete stack local-shop')]);
}, 60_000);

test('a stack that cannot even be rolled back needs a person; live is untouched, and the way out is printed', async () => {
  const failed = await deploy(thing('two'));
  expect([failed.code, failed.said]).toEqual([5, expect.stringContaining('the thing stays as it is')]);
  expect(failed.said).toContain('continue-update-rollback --stack-name local-shop --resources-to-skip Thing');
  expect(failed.said).toMatch(/live {3}r1, untouched[^]*live in local: shop r1/);

  const refused = await deploy(thing('two'));
  expect([refused.code, refused.said]).toEqual([3, expect.stringContaining('stuck in UPDATE_ROLLBACK_FAILED')]);
  await continueRollback();
  expect((await deploy(thing('one'))).code).toBe(0);
}, 60_000);

test('a stack whose deletion failed half-way, the gateway gone with it, is removed whole and made anew', async () => {
  const { cloudFormation, s3 } = await connect();
  expect((await project.ship('destroy', 'shop', '--yes')).code).toBe(0);
  const bucket = { Files: { Type: 'AWS::S3::Bucket' } };
  expect((await deploy(bucket)).code).toBe(0);
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const Bucket = Buckets.find(({ Name }) => Name?.startsWith('local-shop-files'))?.Name ?? '';
  await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'x' }));
  await cloudFormation.send(new DeleteStackCommand({ StackName: 'local-shop' }));
  await waitUntilStackDeleteComplete(
    { client: cloudFormation, maxWaitTime: 30, minDelay: 1 },
    { StackName: 'local-shop' },
  ).catch(() => undefined);

  expect((await project.ship('status', 'shop')).stdout).toContain('is DELETE_FAILED: ship destroy shop');
  const refused = await deploy(bucket);
  expect([refused.code, refused.said]).toEqual([3, expect.stringContaining('stuck in DELETE_FAILED')]);
  const removed = await project.ship('destroy', 'shop', '--yes', '--delete-data');
  expect([removed.code, removed.stdout]).toEqual([0, expect.not.stringContaining('http://')]);
  expect((await deploy(bucket)).code).toBe(0);
}, 90_000);

async function connect(): Promise<{ cloudFormation: CloudFormationClient; s3: S3Client }> {
  const { endpoint } = await project.json<{ endpoint: string }>('local', 'status');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };
  const at = { region: 'us-east-1', endpoint, credentials };
  return { cloudFormation: new CloudFormationClient(at), s3: new S3Client({ ...at, forcePathStyle: true }) };
}

async function continueRollback(): Promise<void> {
  const { cloudFormation } = await connect();
  const skip = { StackName: 'local-shop', ResourcesToSkip: ['Thing'] };
  await cloudFormation.send(new ContinueUpdateRollbackCommand(skip));
}
