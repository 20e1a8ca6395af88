import { UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import type { LogEvent } from '../../../src/local-aws/kernel/world.ts';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
let reply: () => unknown = () => ({ statusCode: 201, body: 'ok' });
beforeAll(async () => {
  given = await givenGateway();
  apiId = await given.anApi();
  await given.aFunction(() => reply(), { name: 'backend' });
  await given.aFunction(() => 1, { name: 'closed', isPermitted: false });
  await given.aLambdaRoute(apiId, 'GET /a/{id}', 'backend');
  await given.aLambdaRoute(apiId, 'GET /closed', 'closed');
  await given.deploy(apiId);
  const { append } = given.aws.world.logs;
  Object.assign(given.aws.world.logs, {
    append: (toGroup: string, stream: string, events: readonly LogEvent[]) => {
      if (toGroup === group) logged.push(...events.map(({ message }) => message));
      append(toGroup, stream, events);
    },
  });
});
afterAll(() => given.stop());

const group = '/aws/apigateway/access';
const logged: string[] = [];

/** Switches the stage's access log on and collects what is written to its group. */
async function log(Format: string): Promise<void> {
  const DestinationArn = `arn:aws:logs:us-east-1:123456789012:log-group:${group}`;
  const AccessLogSettings = { DestinationArn, Format };
  await given.client.send(new UpdateStageCommand({ ApiId: apiId, StageName: '$default', AccessLogSettings }));
}

describe('access logs', () => {
  test('are written in the stage’s format', async () => {
    await log(
      '$context.routeKey $context.httpMethod $context.status $context.path $context.responseLength $context.nothing',
    );
    await given.call(apiId, '/a/1?x=1');
    await given.call(apiId, '/none');
    expect(logged.slice(-2)).toEqual(['GET /a/{id} GET 201 /a/1 2 -', '- GET 404 /none 23 -']);
  });

  test('tell why an integration failed', async () => {
    await log(
      '{"status":$context.status,"message":"$context.integrationErrorMessage","same":"$context.integration.error"}',
    );
    await given.call(apiId, '/closed');
    const noPermission =
      "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";
    expect(JSON.parse(logged.at(-1) ?? '')).toEqual({ status: 500, message: noPermission, same: noPermission });
    reply = () => {
      throw new Error('boom');
    };
    await given.call(apiId, '/a/1');
    expect(logged.at(-1)).toContain('The Lambda function returned the following error: boom.');
    reply = () => ({ statusCode: 200, body: 1 });
    await given.call(apiId, '/a/1');
    expect(logged.at(-1)).toContain('Lambda body contains the wrong type for field \\"body\\"'.replaceAll('\\', ''));
  });

  test('know the statuses of Lambda and of the function, and the request ids', async () => {
    await log(
      '$context.integrationStatus $context.integration.status $context.requestId $context.integration.requestId',
    );
    reply = () => ({ statusCode: 404 });
    const { headers } = await given.call(apiId, '/a/1');
    expect(logged.at(-1)).toMatch(new RegExp(`^200 404 ${headers['apigw-requestid']} [0-9a-f-]{36}$`));
  });
});

test('metrics are counted by API and by stage', async () => {
  const counted = await given.anApi('counted');
  await given.aLambdaRoute(counted, 'GET /a', 'backend');
  await given.deploy(counted);
  reply = () => ({ statusCode: 200 });
  for (let n = 0; n < 3; n++) await given.call(counted, '/a');
  await given.call(counted, '/none');
  reply = () => ({ statusCode: 502 });
  await given.call(counted, '/a');
  const read = () =>
    given.aws.world.metrics
      .series()
      .filter(({ namespace, dimensions }) => namespace === 'AWS/ApiGateway' && dimensions['ApiId'] === counted);
  const isComplete = () =>
    read().some(({ metric, buckets }) => {
      const counted = [...buckets.values()].reduce((n, { count }) => n + count, 0);
      return metric === 'Count' && counted === 5;
    });
  while (!isComplete()) await given.aws.world.clock.sleep(10);
  const sums = read().map(({ metric, dimensions, buckets }) => {
    const all = [...buckets.values()];
    return [
      metric,
      dimensions['Stage'],
      all.reduce((sum, { sum: each }) => sum + each, 0),
      all.reduce((n, { count }) => n + count, 0),
    ];
  });
  for (const stage of [undefined, '$default']) {
    expect(sums).toContainEqual(['Count', stage, 5, 5]);
    expect(sums).toContainEqual(['4xx', stage, 1, 5]);
    expect(sums).toContainEqual(['5xx', stage, 1, 5]);
    expect(sums).toContainEqual(['Latency', stage, expect.any(Number), 5]);
    expect(sums).toContainEqual(['IntegrationLatency', stage, expect.any(Number), 4]);
  }
});
