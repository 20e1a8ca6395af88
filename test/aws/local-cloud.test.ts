import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiGatewayV2Client, UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { loadEntry, writeSmallZip } from '../../src/artifact/zip/write-small-zip.ts';
import { connectCloud } from '../../src/aws/connect-cloud.ts';
import type { ObservedCall } from '../../src/aws/supervise.ts';
import type { Cloud, Code, FunctionSettings } from '../../src/release/cloud.ts';
import { startLocalAws, type StartedLocalAws } from '../local-aws/start-local-aws.ts';
import { localEnvironment } from './environments.ts';

const accountId = '000000000000';
const dir = mkdtempSync(join(tmpdir(), 'ship-cloud-'));
const observed: ObservedCall[] = [];
let aws: StartedLocalAws;
let cloud: Cloud;
let code: Code;

beforeAll(async () => {
  const zip = join(dir, 'code.zip');
  const handler =
    'exports.handler = async (event) => ({ echo: event, version: process.env.AWS_LAMBDA_FUNCTION_VERSION });';
  const from = { kind: 'memory' as const, sha256: '', read: () => Buffer.from(handler) };
  await writeSmallZip(zip, [loadEntry({ path: 'index.js', executable: false, bytes: handler.length, from })]);
  code = { kind: 'zip', path: zip };
  aws = await startLocalAws();
  const environment = { ...localEnvironment, accountId };
  cloud = connectCloud(environment, { endpoint: aws.endpoint, observe: (call) => void observed.push(call) });
  await deployStack('cloud-test', stackTemplate);
});
afterAll(async () => {
  await aws.stop();
  rmSync(dir, { recursive: true, force: true });
});

const assume = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const stackTemplate = JSON.stringify({
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'cloud-test', AssumeRolePolicyDocument: assume } },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'cloud-test', ProtocolType: 'HTTP' } },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'cloud-test' } },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' } }, QueueArn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
});

async function until<T>(read: () => Promise<T>, isReady: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const value = await read();
    if (isReady(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not ready: ${JSON.stringify(await read())}`);
}

async function deployStack(name: string, template: string): Promise<void> {
  await cloud.createChangeSet({ stackName: name, name: 'first', kind: 'CREATE', template, tags: { tool: 'ship' } });
  const read = () => cloud.describeChangeSet(name, 'first');
  await until(read, (set) => set?.status === 'CREATE_COMPLETE');
  await cloud.executeChangeSet(name, 'first', 'token-1');
  await until(
    () => cloud.describeStack(name),
    (stack) => stack?.status.endsWith('COMPLETE') ?? false,
  );
}

const settings = (name: string): FunctionSettings => ({
  name,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  roleArn: `arn:aws:iam::${accountId}:role/cloud-test`,
  memoryMb: 256,
  timeoutSeconds: 5,
  ephemeralStorageMb: 512,
  environment: { GREETING: 'hello' },
  layerArns: [],
  tracing: false,
  logGroup: `/aws/lambda/${name}`,
  description: '',
});

async function givenFunction(name: string) {
  await cloud.createFunction(settings(name), code, { architecture: 'x86_64', tags: { tool: 'ship' } });
  return until(
    () => cloud.readFunction(name),
    (state) => state?.state === 'Active',
  );
}

async function givenVersion(name: string): Promise<string> {
  const latest = await givenFunction(name);
  const { version } = await cloud.publishVersion(name, { codeSha256: latest?.codeSha256 ?? '', description: 'r1' });
  return version;
}

test('it says whose account answers', async () => {
  expect(await cloud.whoAmI()).toMatchObject({ accountId });
  expect((await cloud.describeStack('cloud-test'))?.accountId).toBe(accountId);
});

test('a stack is made from a change set, and shows its outputs and events', async () => {
  const stack = await cloud.describeStack('cloud-test');
  expect(stack).toMatchObject({ name: 'cloud-test', status: 'CREATE_COMPLETE' });
  expect(stack?.outputs['ApiId']).toMatch(/^[a-z0-9]{10}$/);
  expect((await cloud.stackEvents('cloud-test', 'none')).map(({ logicalId }) => logicalId)).toContain('Role');
});

test('a change set without a change fails with its reason', async () => {
  const change = { stackName: 'cloud-test', name: 'same', kind: 'UPDATE' as const, template: stackTemplate };
  await cloud.createChangeSet({ ...change, tags: { tool: 'ship' } });
  const read = () => cloud.describeChangeSet('cloud-test', 'same');
  const set = await until(read, (state) => state?.status === 'FAILED');
  expect(set?.reason).toMatch(/didn't contain changes|No updates are to be performed/);
  await cloud.deleteChangeSet('cloud-test', 'same');
  expect(await cloud.describeChangeSet('cloud-test', 'same')).toBeUndefined();
});

test('what does not exist is answered with nothing', async () => {
  expect(await cloud.describeStack('absent')).toBeUndefined();
  expect(await cloud.describeChangeSet('absent', 'absent')).toBeUndefined();
  expect(await cloud.readFunction('absent')).toBeUndefined();
  expect(await cloud.listVersions('absent')).toBeUndefined();
  expect(await cloud.listAliases('absent')).toBeUndefined();
  expect(await cloud.readAlias('absent', 'live')).toBeUndefined();
  expect(await cloud.readReservedConcurrency('absent')).toBeUndefined();
  expect(await cloud.readProvisionedConcurrency('absent', '1')).toBeUndefined();
  expect(await cloud.listEventSources('absent', 'main')).toEqual([]);
  expect(await cloud.listProvisionedVersions('absent')).toEqual([]);
  expect(await cloud.readEventSource('00000000-0000-0000-0000-000000000000')).toBeUndefined();
  expect(await cloud.readApi('absent1234')).toBeUndefined();
  expect(await cloud.readStage('absent1234', '$default')).toBeUndefined();
  expect(await cloud.readDeployment('absent1234', 'absent')).toBeUndefined();
  expect(await cloud.listLayerVersions('absent')).toEqual([]);
});

test('a function is made, changed, published and invoked by version', async () => {
  const made = await givenFunction('fn-main');
  const zip = code.kind === 'zip' ? readFileSync(code.path) : Buffer.alloc(0);
  expect(made).toMatchObject({ runtime: 'nodejs22.x', memoryMb: 256, settings: settings('fn-main') });
  expect(made?.codeSha256).toBe(createHash('sha256').update(zip).digest('base64'));
  expect(JSON.stringify({ ...made, settings: undefined })).not.toContain('hello');

  await cloud.updateConfiguration({ ...settings('fn-main'), memoryMb: 512, description: 'changed' }, made?.revisionId);
  const changed = await until(
    () => cloud.readFunction('fn-main'),
    (state) => state?.lastUpdateStatus === 'Successful',
  );
  expect(changed).toMatchObject({ memoryMb: 512, settings: { description: 'changed' } });
  const input = { codeSha256: changed?.codeSha256 ?? '', description: 'r1' };
  const published = await cloud.publishVersion('fn-main', input);
  expect(published).toMatchObject({ version: '1', description: 'r1' });
  expect((await cloud.listVersions('fn-main'))?.map(({ version }) => version)).toEqual(['$LATEST', '1']);

  const answer = await cloud.invoke('fn-main', '1', '{"a":1}', 5000);
  expect(answer).toMatchObject({ executedVersion: '1' });
  expect(JSON.parse(answer.payload)).toEqual({ echo: { a: 1 }, version: '1' });
  expect(answer.functionError).toBeUndefined();
  await cloud.deleteVersion('fn-main', '1');
  expect(await cloud.readFunction('fn-main', '1')).toBeUndefined();
});

test('a stale revision is refused by name', async () => {
  await givenFunction('fn-stale');
  const refused = cloud.updateConfiguration(settings('fn-stale'), '00000000-0000-0000-0000-000000000000');
  await expect(refused).rejects.toMatchObject({ name: 'PreconditionFailedException', status: 412, uncertain: false });
});

test('an alias is made, swapped by revision, allowed to be invoked, and deleted', async () => {
  const version = await givenVersion('fn-alias');
  const made = await cloud.createAlias('fn-alias', { name: 'live', version, description: 'one' });
  await expect(cloud.createAlias('fn-alias', { name: 'live', version, description: '' })).rejects.toMatchObject({
    name: 'ResourceConflictException',
  });
  const swapped = await cloud.updateAlias('fn-alias', {
    name: 'live',
    description: 'two',
    revisionId: made.revisionId,
  });
  expect(swapped).toMatchObject({ name: 'live', version, description: 'two' });
  const stale = cloud.updateAlias('fn-alias', { name: 'live', description: 'three', revisionId: made.revisionId });
  await expect(stale).rejects.toMatchObject({ name: 'PreconditionFailedException' });

  const permission = {
    statementId: 'rule',
    principal: 'events.amazonaws.com',
    sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/r',
  };
  await cloud.allowInvoke('fn-alias', 'live', permission);
  await cloud.allowInvoke('fn-alias', 'live', permission);
  const other = { ...permission, sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/other' };
  await expect(cloud.allowInvoke('fn-alias', 'live', other)).rejects.toMatchObject({
    name: 'ResourceConflictException',
  });

  expect((await cloud.listAliases('fn-alias'))?.map(({ name }) => name)).toEqual(['live']);
  await cloud.deleteAlias('fn-alias', 'live');
  expect(await cloud.readAlias('fn-alias', 'live')).toBeUndefined();
});

test('an event source feeds the live alias, is found, changed and removed', async () => {
  const version = await givenVersion('fn-events');
  await cloud.createAlias('fn-events', { name: 'live', version, description: '' });
  const stack = await cloud.describeStack('cloud-test');
  const source = {
    sourceArn: stack?.outputs['QueueArn'] ?? '',
    targetArn: `arn:aws:lambda:us-east-1:${accountId}:function:fn-events:live`,
    batchSize: 5,
    batchWindowSeconds: 0,
    reportBatchItemFailures: true,
    filterPatterns: [{ body: { kind: ['paid'] } }],
  };
  const { uuid } = await cloud.createEventSource(source);
  await until(
    () => cloud.readEventSource(uuid),
    (state) => state?.state === 'Enabled',
  );
  expect(await cloud.listEventSources('fn-events', 'payments')).toEqual([
    { uuid, function: 'payments', state: 'Enabled', ...source },
  ]);
  await cloud.updateEventSource(uuid, { ...source, batchSize: 7, reportBatchItemFailures: false, filterPatterns: [] });
  const [changed] = await until(
    () => cloud.listEventSources('fn-events', 'payments'),
    ([one]) => one?.state === 'Enabled',
  );
  expect(changed).toMatchObject({ batchSize: 7, reportBatchItemFailures: false, filterPatterns: [] });
  await cloud.deleteEventSource(uuid);
  await until(
    () => cloud.readEventSource(uuid),
    (state) => state === undefined,
  );
});

test('concurrency is reserved, provisioned, listed and given back', async () => {
  const version = await givenVersion('fn-concurrency');
  await cloud.reserveConcurrency('fn-concurrency', 5);
  expect(await cloud.readReservedConcurrency('fn-concurrency')).toBe(5);
  await cloud.provisionConcurrency('fn-concurrency', version, 1);
  const read = () => cloud.readProvisionedConcurrency('fn-concurrency', version);
  expect(await until(read, (state) => state?.status === 'READY')).toMatchObject({ requested: 1 });
  expect(await cloud.listProvisionedVersions('fn-concurrency')).toEqual([{ version, executions: 1, isReady: true }]);
  await cloud.removeProvisionedConcurrency('fn-concurrency', version);
  expect(await read()).toBeUndefined();
  await cloud.reserveConcurrency('fn-concurrency', undefined);
  expect(await cloud.readReservedConcurrency('fn-concurrency')).toBeUndefined();
});

test('routes are imported, frozen, shown on stages, switched with one write and read back', async () => {
  const apiId = (await cloud.describeStack('cloud-test'))?.outputs['ApiId'] ?? '';
  const deploy = async (version: string): Promise<string> => {
    await cloud.importRoutes(apiId, openApi(`arn:aws:lambda:us-east-1:${accountId}:function:fn-main:${version}`));
    const { id } = await cloud.createDeployment(apiId, { description: `r${version}` });
    await until(
      () => cloud.readDeployment(apiId, id),
      (deployment) => deployment?.status === 'DEPLOYED',
    );
    return id;
  };
  const [first, second] = [await deploy('1'), await deploy('2')];
  const listed = await cloud.listDeployments(apiId);
  expect(new Map(listed.map(({ id, description }) => [id, description]))).toEqual(
    new Map([
      [first, 'r1'],
      [second, 'r2'],
    ]),
  );

  await cloud.createStage(apiId, { name: '$default', deploymentId: first, description: 'r1' });
  expect(await cloud.exportRoutes(apiId, '$default')).toContain('fn-main:1');
  observed.length = 0;
  await cloud.updateStage(apiId, { name: '$default', deploymentId: second, description: 'r2' });
  expect(observed.map(({ operation }) => operation)).toEqual(['UpdateStage']);
  expect(await cloud.readStage(apiId, '$default')).toEqual({
    name: '$default',
    deploymentId: second,
    autoDeploy: false,
    description: 'r2',
  });
  expect(await cloud.exportRoutes(apiId, '$default')).toContain('fn-main:2');
  await throttleByHand(apiId);
  expect((await cloud.listStages(apiId))?.[0]?.throttles).toEqual([
    { perSecond: 100, burst: 50 },
    { routeKey: 'GET /hello', perSecond: 0.5 },
  ]);
  expect((await cloud.readApi(apiId))?.endpoint).toMatch(/^https?:/);
  await cloud.deleteDeployment(apiId, first);
  await cloud.deleteStage(apiId, '$default');
  expect(await cloud.listStages(apiId)).toEqual([]);
});

/** As one does it in the console, on the stage and on one route of it. */
async function throttleByHand(ApiId: string): Promise<void> {
  const credentials = { accessKeyId: accountId, secretAccessKey: 'local' };
  const client = new ApiGatewayV2Client({ endpoint: aws.endpoint, region: localEnvironment.region, credentials });
  const DefaultRouteSettings = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50 };
  const RouteSettings = { 'GET /hello': { ThrottlingRateLimit: 0.5 } };
  await client.send(new UpdateStageCommand({ ApiId, StageName: '$default', DefaultRouteSettings, RouteSettings }));
}

function openApi(functionArn: string): string {
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri, payloadFormatVersion: '2.0' };
  const operation = { 'x-amazon-apigateway-integration': integration, responses: {} };
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'cloud-test', version: '1' },
    paths: { '/hello': { get: operation } },
  });
}

test('an artifact is stored, and found afterwards', async () => {
  const credentials = { accessKeyId: accountId, secretAccessKey: 'local' };
  const client = new S3Client({ ...aws.clientConfig, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'cloud-test-artifacts' }));
  expect(await cloud.hasArtifact('cloud-test-artifacts', 'a/b.zip')).toBe(false);
  await cloud.putArtifact('cloud-test-artifacts', 'a/b.zip', code.kind === 'zip' ? code.path : '');
  expect(await cloud.hasArtifact('cloud-test-artifacts', 'a/b.zip')).toBe(true);
  const stored = { kind: 's3' as const, bucket: 'cloud-test-artifacts', key: 'a/b.zip' };
  await cloud.createFunction(settings('fn-from-s3'), stored, { architecture: 'x86_64', tags: {} });
  const made = await until(
    () => cloud.readFunction('fn-from-s3'),
    (state) => state?.state === 'Active',
  );
  expect(made?.codeBytes).toBe(code.kind === 'zip' ? readFileSync(code.path).length : 0);
});

test('a layer is published and listed', async () => {
  const layer = { layerName: 'cloud-test', code, description: 'digest', runtimes: ['nodejs22.x'] };
  const { arn } = await cloud.publishLayer(layer);
  expect(arn).toMatch(/:layer:cloud-test:1$/);
  expect(await cloud.listLayerVersions('cloud-test')).toEqual([{ arn, description: 'digest' }]);
});

test('a layer is found by its ARN and read in parts; one that is not there is absent', async () => {
  const zip = readFileSync(code.kind === 'zip' ? code.path : '');
  const { arn } = await cloud.publishLayer({ layerName: 'in-parts', code, description: 'd', runtimes: ['nodejs22.x'] });
  const layer = await cloud.readLayer(arn);
  expect(layer?.zippedBytes).toBe(zip.length);
  expect(Buffer.from((await layer?.read(10, 20)) ?? [])).toEqual(zip.subarray(10, 30));
  expect(Buffer.from((await layer?.read(zip.length - 5, 5)) ?? [])).toEqual(zip.subarray(-5));
  expect(await cloud.readLayer(arn.replace(/1$/, '99'))).toBeUndefined();
});

test('the limits of the account are read', async () => {
  const limits = await cloud.accountLimits();
  expect(limits).toMatchObject({ codeSizeUnzipped: 262_144_000, codeSizeZipped: 52_428_800 });
  expect(limits.totalCodeSize).toBeGreaterThan(limits.usedCodeSize);
});
