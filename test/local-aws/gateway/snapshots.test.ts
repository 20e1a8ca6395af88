import {
  DeleteIntegrationCommand,
  DeleteRouteCommand,
  GetRoutesCommand,
  UpdateApiCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
let apiId: string;
beforeAll(async () => {
  given = await givenGateway();
  for (const color of ['blue', 'green']) {
    await given.aFunction(() => ({ statusCode: 200, body: color }), { name: color });
  }
});
beforeEach(async () => void (apiId = await given.anApi()));
afterAll(() => given.stop());

const seen = async (path = '/'): Promise<string> => {
  const { status, body } = await given.call(apiId, path);
  return status === 200 ? body : `${status}`;
};
const point = (DeploymentId: string) =>
  given.client.send(new UpdateStageCommand({ ApiId: apiId, StageName: '$default', DeploymentId }));

async function paint(color: string): Promise<void> {
  const { Items = [] } = await given.client.send(new GetRoutesCommand({ ApiId: apiId }));
  const IntegrationId = Items[0]?.Target?.replace('integrations/', '');
  const IntegrationUri = given.functionArn(color);
  await given.client.send(new UpdateIntegrationCommand({ ApiId: apiId, IntegrationId, IntegrationUri }));
}

test('what is not deployed is not served', async () => {
  await given.aLambdaRoute(apiId, 'GET /', 'blue');
  await given.deploy(apiId);
  await paint('green');
  await given.aLambdaRoute(apiId, 'GET /new', 'green');
  expect([await seen(), await seen('/new')]).toEqual(['blue', '404']);
});

test('one UpdateStage moves all routes, one moves them back', async () => {
  await given.aLambdaRoute(apiId, 'GET /', 'blue');
  const first = await given.deploy(apiId);
  await paint('green');
  await given.aLambdaRoute(apiId, 'GET /new', 'green');
  const second = await given.deploy(apiId);
  expect([await seen(), await seen('/new')]).toEqual(['green', 'green']);
  await point(first);
  expect([await seen(), await seen('/new')]).toEqual(['blue', '404']);
  await point(second);
  expect([await seen(), await seen('/new')]).toEqual(['green', 'green']);
});

test('deleting from the draft leaves deployments whole', async () => {
  const RouteId = await given.aLambdaRoute(apiId, 'GET /', 'blue');
  await given.deploy(apiId);
  const { Items = [] } = await given.client.send(new GetRoutesCommand({ ApiId: apiId }));
  await given.client.send(new DeleteRouteCommand({ ApiId: apiId, RouteId }));
  const IntegrationId = Items[0]?.Target?.replace('integrations/', '');
  await given.client.send(new DeleteIntegrationCommand({ ApiId: apiId, IntegrationId }));
  expect(await seen()).toBe('blue');
});

test('CORS and the switched-off endpoint wait for a deployment', async () => {
  await given.aLambdaRoute(apiId, 'GET /', 'blue');
  await given.deploy(apiId);
  const CorsConfiguration = { AllowOrigins: ['*'] };
  await given.client.send(new UpdateApiCommand({ ApiId: apiId, CorsConfiguration, DisableExecuteApiEndpoint: true }));
  const answer = await given.call(apiId, '/', { headers: [['Origin', 'https://a.example']] });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  await given.deploy(apiId);
  expect(await seen()).toBe('404');
});

test('stage variables choose the function at once, without a deployment', async () => {
  const IntegrationUri = given.invocationUri(`${given.functionArn('x').replace(/x$/, '')}\${stageVariables.color}`);
  await given.aLambdaRoute(apiId, 'GET /', 'blue', { integration: { IntegrationUri } });
  await given.deploy(apiId, { StageVariables: { color: 'blue' } });
  expect(await seen()).toBe('blue');
  const StageVariables = { color: 'green' };
  await given.client.send(new UpdateStageCommand({ ApiId: apiId, StageName: '$default', StageVariables }));
  expect(await seen()).toBe('green');
  await given.client.send(
    new UpdateStageCommand({ ApiId: apiId, StageName: '$default', StageVariables: { color: '' } }),
  );
  expect(await seen()).toBe('500');
});

test('a request under way ends on the deployment that it began with', async () => {
  let release: (() => void) | undefined;
  const waiting = new Promise<void>((resolve) => (release = resolve));
  let entered: (() => void) | undefined;
  const inside = new Promise<void>((resolve) => (entered = resolve));
  await given.aFunction(
    async () => {
      entered?.();
      await waiting;
      return { statusCode: 200, body: 'old' };
    },
    { name: 'slow' },
  );
  await given.aLambdaRoute(apiId, 'GET /', 'slow');
  await given.deploy(apiId);
  const underWay = seen();
  await inside;
  await paint('green');
  await given.deploy(apiId);
  expect(await seen()).toBe('green');
  release?.();
  expect(await underWay).toBe('old');
});

test('no request fails or is mixed while a stage moves back and forth', async () => {
  await given.aLambdaRoute(apiId, 'GET /', 'blue');
  const first = await given.deploy(apiId);
  await paint('green');
  const second = await given.deploy(apiId);
  const answers: string[] = [];
  const ending = new AbortController();
  const load = async (): Promise<void> => {
    while (!ending.signal.aborted) answers.push(await seen());
  };
  const workers = [load(), load(), load(), load()];
  for (let n = 0; n < 8; n++) await point(n % 2 ? second : first);
  ending.abort();
  await Promise.all(workers);
  expect(new Set(answers)).toEqual(new Set(['blue', 'green']));
});
