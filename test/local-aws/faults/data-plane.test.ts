import { ApiGatewayV2Client, CreateApiCommand, GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noFaults, type FaultRule } from '../../../src/local-aws/faults/fault-rule.ts';
import { startLocalAws, type LocalAws } from '../../../src/local-aws/start.ts';
import { zipFiles } from '../execution/given-execution.ts';

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

describe('faults of the data plane', () => {
  let aws: LocalAws;
  let dir: string;
  let url: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'data-plane-'));
    aws = await startLocalAws({ dir });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const config = { endpoint: aws.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
    await new IAMClient(config).send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: TRUST }));
    const lambda = new LambdaClient(config);
    const { FunctionArn } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'hello',
        Role: 'arn:aws:iam::123456789012:role/r',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipFiles({ 'index.js': 'let n = 0; exports.handler = async () => ({ count: ++n });' }) },
      }),
    );
    await waitUntilFunctionActiveV2(
      { client: lambda, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 },
      { FunctionName: 'hello' },
    );
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'hello',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
      }),
    );
    const gateway = new ApiGatewayV2Client(config);
    const { ApiId } = await gateway.send(
      new CreateApiCommand({ Name: 'a', ProtocolType: 'HTTP', Target: FunctionArn }),
    );
    url = (await gateway.send(new GetApiCommand({ ApiId }))).ApiEndpoint as string;
  });
  afterAll(async () => {
    await aws.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  afterEach(() => aws.faults.replace(noFaults));

  const set = (...rules: FaultRule[]): void => aws.faults.replace({ ...noFaults, rules });
  const count = async (): Promise<number> => ((await (await fetch(url)).json()) as { count: number }).count;

  test('the n-th request of a function fails as the rule says, the others do not', async () => {
    set({
      match: { service: 'execute-api', resource: ':function:hello', nth: 2 },
      do: { error: { code: 'x', status: 503, message: 'Service Unavailable' } },
    });
    const before = await count();
    const failed = await fetch(url);
    expect([failed.status, await failed.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(await count()).toBe(before + 1);
    expect(aws.faults.injected()).toMatchObject([{ service: 'execute-api', operation: '$default', rule: 'rule 1' }]);
  });

  test.each([
    ['before', 1],
    ['after', 2],
  ] as const)('a connection cut %s the invocation leaves the counter %i further', async (when, further) => {
    const before = await count();
    set({ match: { service: 'execute-api' }, when, do: { reset: true } });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    aws.faults.replace(noFaults);
    expect(await count()).toBe(before + further);
  });

  test('half a body is no answer', async () => {
    set({ match: { service: 'execute-api' }, do: { truncate: true } });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
  });

  test('rules for the control plane leave requests alone', async () => {
    set({ match: { service: 'lambda' }, do: { reset: true } });
    expect(await count()).toBeGreaterThan(0);
  });
});
