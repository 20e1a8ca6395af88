import { UpdateIntegrationCommand, UpdateStageCommand } from '@aws-sdk/client-apigatewayv2';
import { noFaults } from '../../../src/local-aws/faults/fault-rule.ts';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

const WINDOW_MS = 300;
let given: GivenGateway;
beforeAll(async () => {
  given = await givenGateway({ faults: { ...noFaults, durations: { 'gateway.propagation': WINDOW_MS } } });
  for (const color of ['blue', 'green']) await given.aFunction(() => color, { name: color });
});
afterAll(() => given.stop());

test('a switch reaches the gateway’s nodes one after another, and then holds', async () => {
  const apiId = await given.anApi();
  const IntegrationId = await given.anIntegration(apiId, { IntegrationUri: given.functionArn('blue') });
  await given.aRoute(apiId, 'GET /', { Target: `integrations/${IntegrationId}` });
  await given.deploy(apiId);
  const seen = async (): Promise<string> => {
    const { status, body } = await given.call(apiId, '/');
    return status === 200 ? body : String(status);
  };
  while ((await seen()) !== 'blue') await given.aws.world.clock.sleep(5);
  await given.aws.world.clock.sleep(WINDOW_MS);
  const IntegrationUri = given.functionArn('green');
  await given.client.send(new UpdateIntegrationCommand({ ApiId: apiId, IntegrationId, IntegrationUri }));
  await given.deploy(apiId);
  const switchedAt = Date.now();
  const during: string[] = [];
  while (Date.now() - switchedAt < WINDOW_MS - 20) during.push(await seen());
  expect(new Set(during)).toEqual(new Set(['blue', 'green']));
  await given.aws.world.clock.sleep(40);
  const after = await Promise.all(Array.from({ length: 20 }, seen));
  expect(new Set(after)).toEqual(new Set(['green']));
});

test('a new stage is not found at first everywhere', async () => {
  const apiId = await given.anApi();
  await given.aLambdaRoute(apiId, 'GET /', 'blue');
  await given.deploy(apiId);
  expect((await given.call(apiId, '/')).status).toBe(404);
  await given.aws.world.clock.sleep(WINDOW_MS + 20);
  expect((await given.call(apiId, '/')).status).toBe(200);
  await given.client.send(
    new UpdateStageCommand({ ApiId: apiId, StageName: '$default', Description: 'no traffic moved' }),
  );
  expect((await given.call(apiId, '/')).status).toBe(200);
});
