import { CreateRoleCommand, GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetApisCommand, ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { noFaults, type FaultRule, type FaultSettings } from '../../../src/local-aws/faults/fault-rule.ts';
import { Faults } from '../../../src/local-aws/faults/faults.ts';
import { parseFaultSettings } from '../../../src/local-aws/faults/parse-fault-settings.ts';
import { Throttles } from '../../../src/local-aws/faults/throttles.ts';
import { startLocalAws as start, type LocalAws } from '../../../src/local-aws/start.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"x"},"Action":"sts:AssumeRole"}]}';

describe('faults on the wire', () => {
  let aws: LocalAws;
  let dir: string;
  let iam: IAMClient;
  let count = 0;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'faults-'));
    aws = await start({ dir });
    iam = clientOf(IAMClient);
  });
  afterAll(async () => {
    await aws.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  afterEach(() => aws.faults.replace(noFaults));

  function clientOf<Client>(Kind: new (config: object) => Client, maxAttempts = 1): Client {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return new Kind({ endpoint: aws.endpoint, region: 'us-east-1', credentials, maxAttempts });
  }
  const set = (...rules: FaultRule[]): void => aws.faults.replace({ ...noFaults, rules });
  const create = (RoleName: string, client = iam): Promise<unknown> =>
    client.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const exists = (RoleName: string): Promise<boolean> =>
    iam.send(new GetRoleCommand({ RoleName })).then(
      () => true,
      () => false,
    );

  test.each([
    ['reset', /ECONNRESET|hang up/],
    ['fin', /ECONNRESET|hang up/],
  ] as const)('a %s before the effect leaves nothing, after it everything', async (kind, message) => {
    const action = { [kind]: true } as unknown as FaultRule['do'];
    const [before, after] = [`before-${++count}`, `after-${++count}`];
    set({ match: { operation: 'CreateRole' }, do: action });
    await expect(create(before)).rejects.toThrow(message);
    set({ match: { operation: 'CreateRole' }, when: 'after', do: action });
    await expect(create(after)).rejects.toThrow(message);
    expect([await exists(before), await exists(after)]).toEqual([false, true]);
  });

  test('an error is answered in the shape of its service', async () => {
    const error = { code: 'ServiceUnavailable', status: 503, message: 'later' };
    set({ do: { error } });
    await expect(iam.send(new ListRolesCommand({}))).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      message: 'later',
      $metadata: { httpStatusCode: 503 },
    });
    await expect(clientOf(ApiGatewayV2Client).send(new GetApisCommand({}))).rejects.toMatchObject({
      name: 'ServiceUnavailable',
    });
  });

  test('an error after the effect hides it', async () => {
    set({ match: { operation: 'Create.*' }, when: 'after', do: { error: { code: 'InternalFailure', status: 500 } } });
    await expect(create('hidden')).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(await exists('hidden')).toBe(true);
  });

  test('a lost answer makes an SDK try again, and find that it was done', async () => {
    set({ match: { operation: 'CreateRole', nth: 1 }, when: 'after', do: { reset: true } });
    await expect(create('twice', clientOf(IAMClient, 3))).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
    });
  });

  test('a body cut in the middle is no answer', async () => {
    set({ match: { operation: 'ListRoles' }, when: 'midBody', do: { reset: true } });
    await expect(iam.send(new ListRolesCommand({}))).rejects.toThrow(/ECONNRESET|aborted/);
  });

  test('a hang lasts until the client gives up', async () => {
    set({ match: { operation: 'ListRoles' }, do: { hang: true } });
    await expect(iam.send(new ListRolesCommand({}), { abortSignal: AbortSignal.timeout(30) })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('latency is added and the request log names the rule', async () => {
    set({ name: 'slow', match: { operation: 'ListRoles' }, do: { latencyMs: 40 } });
    await iam.send(new ListRolesCommand({}));
    const headers = { 'x-local-aws-token': aws.token };
    const { requests } = (await (await fetch(`${aws.endpoint}/_local/requests`, { headers })).json()) as {
      requests: { operation: string; durationMs: number; faults?: string[] }[];
    };
    const last = requests.at(-1);
    expect(last).toMatchObject({ operation: 'ListRoles', faults: ['slow'] });
    expect(last?.durationMs).toBeGreaterThanOrEqual(39);
  });

  test('a rule may mean one resource', async () => {
    set({
      match: { service: 'lambda', resource: 'functions/orders(/|$)' },
      do: { error: { code: 'ServiceException', status: 500 } },
    });
    const lambda = clientOf(LambdaClient);
    const codeOf = (FunctionName: string): Promise<string> =>
      lambda.send(new GetFunctionCommand({ FunctionName })).then(
        () => 'none',
        (error: Error) => error.name,
      );
    expect(await codeOf('orders')).toBe('ServiceException');
    expect(await codeOf('orders2')).toBe('ResourceNotFoundException');
  });

  test('the side door replaces rules and says where they are wrong', async () => {
    const headers = { 'x-local-aws-token': aws.token };
    const put = (body: unknown): Promise<Response> =>
      fetch(`${aws.endpoint}/_local/faults`, { method: 'PUT', headers, body: JSON.stringify(body) });
    const bad = await put([{ do: { explode: true } }]);
    expect(bad.status).toBe(400);
    expect(await bad.text()).toContain('rules[0].do.explode is unknown');
    const good = (await (await put({ rules: [], throttle: true })).json()) as FaultSettings;
    expect(good).toMatchObject({ throttle: true, seed: 1 });
  });

  test('with throttles Lambda answers 429 above 15 calls a second', async () => {
    aws.faults.replace({ ...noFaults, throttle: true });
    const lambda = clientOf(LambdaClient);
    const startedAt = performance.now();
    let admitted = 0;
    let refused: PromiseSettledResult<unknown>[] = [];
    // On a slow machine thirty calls may take so long that all are let through.
    while (refused.length === 0) {
      const calls = await Promise.allSettled(
        Array.from({ length: 30 }, () => lambda.send(new ListFunctionsCommand({}))),
      );
      refused = calls.filter(({ status }) => status === 'rejected');
      admitted += calls.length - refused.length;
    }
    expect(admitted).toBeLessThanOrEqual(16 + (15 * (performance.now() - startedAt)) / 1000);
    expect(refused[0]).toMatchObject({
      reason: { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } },
    });
  });
});

describe('rules', () => {
  const subject = { service: 'lambda', operation: 'PublishVersion', resource: '/x' };
  const draws = (faults: Faults, times: number): number[] =>
    Array.from({ length: times }, () => faults.draw(subject).length);

  test('nth counts matching calls, maxHits ends a rule', () => {
    const reset = { reset: true } as const;
    const nth = new Faults({ ...noFaults, rules: [{ match: { nth: [2, 4] }, do: reset }] });
    expect(draws(nth, 5)).toEqual([0, 1, 0, 1, 0]);
    const limited = new Faults({ ...noFaults, rules: [{ match: { maxHits: 2 }, do: reset }] });
    expect(draws(limited, 4)).toEqual([1, 1, 0, 0]);
    const other = new Faults({ ...noFaults, rules: [{ match: { operation: 'Publish' }, do: reset }] });
    expect(draws(other, 2)).toEqual([0, 0]);
  });

  test('the same seed draws the same faults', () => {
    const rules: FaultRule[] = [{ match: { probability: 0.5 }, do: { reset: true } }];
    const run = (seed: number): number[] => draws(new Faults({ ...noFaults, seed, rules }), 50);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    const hits = run(7).filter((hit) => hit === 1).length;
    expect(hits).toBeGreaterThan(10);
    expect(hits).toBeLessThan(40);
  });

  test.each([
    [[{}], 'rules[0].do must be an object'],
    [[{ do: { reset: true, fin: true } }], 'exactly one'],
    [[{ do: { reset: true }, match: { operation: '(' } }], 'rules[0].match.operation is no regular expression'],
    [[{ do: { reset: true }, when: 'later' }], 'rules[0].when must be'],
    [[{ do: { latencyMs: 9 }, when: 'midBody' }], 'rules[0].do.latencyMs cannot come in the middle'],
    [{ rules: 'none' }, 'faults.rules must be a list'],
    [{ rule: [] }, 'faults.rule is unknown'],
  ])('%j is refused: %s', (value, message) => {
    expect(() => parseFaultSettings(value)).toThrow(message);
  });

  test('CreateDeployment is let through once in five seconds', () => {
    let now = 0;
    const throttles = new Throttles(() => now);
    const create = (): void => throttles.admit('account/region', 'apigateway', 'CreateDeployment');
    create();
    expect(create).toThrow('Too Many Requests');
    now = 5000;
    create();
    expect(() => throttles.admit('other/region', 'apigateway', 'CreateDeployment')).not.toThrow();
  });
});
