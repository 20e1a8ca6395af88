import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateApiMappingCommand,
  CreateDomainNameCommand,
  DeleteApiCommand,
  GetApiCommand,
  UpdateApiCommand,
  UpdateApiMappingCommand,
} from '@aws-sdk/client-apigatewayv2';
import { givenGateway, send, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
beforeAll(async () => {
  given = await givenGateway();
  await given.aFunction(({ rawPath, requestContext }) => [requestContext.stage, rawPath, requestContext.domainName], {
    name: 'echo',
  });
});
afterAll(() => given.stop());

async function anApiWithStages(): Promise<string> {
  const apiId = await given.anApi();
  await given.aLambdaRoute(apiId, 'ANY /orders', 'echo');
  await given.aLambdaRoute(apiId, 'GET /', 'echo');
  await given.deploy(apiId);
  await given.deploy(apiId, { StageName: 'dev' });
  return apiId;
}
const at = (host: string, path: string, origin = given.aws.endpoint) =>
  send(origin, path, { headers: [['Host', host]] });

test('the main port serves an API under its own host name', async () => {
  const apiId = await anApiWithStages();
  const host = `${apiId}.execute-api.us-east-1.amazonaws.com`;
  expect((await at(host, '/dev/orders')).body).toBe(`["dev","/dev/orders","${host}"]`);
  expect((await at(`${apiId}.execute-api.eu-west-1.amazonaws.com`, '/orders')).status).toBe(403);
});

test('the API’s port answers loopback names and its own, no others', async () => {
  const apiId = await anApiWithStages();
  const origin = await given.origin(apiId);
  const port = new URL(origin).port;
  expect((await at(`localhost:${port}`, '/orders', origin)).status).toBe(200);
  expect((await at(`${apiId}.execute-api.us-east-1.amazonaws.com`, '/orders', origin)).status).toBe(200);
  expect((await at('evil.example', '/orders', origin)).status).toBe(403);
});

test('a switched-off endpoint is not found, a custom domain serves on', async () => {
  const apiId = await given.anApi();
  await given.aLambdaRoute(apiId, 'GET /orders', 'echo');
  await given.client.send(new UpdateApiCommand({ ApiId: apiId, DisableExecuteApiEndpoint: true }));
  await given.deploy(apiId);
  await given.client.send(new CreateDomainNameCommand({ DomainName: 'only.example.com' }));
  await given.client.send(
    new CreateApiMappingCommand({ DomainName: 'only.example.com', ApiId: apiId, Stage: '$default' }),
  );
  expect((await given.call(apiId, '/orders')).status).toBe(404);
  expect((await at('only.example.com', '/orders')).status).toBe(200);
});

test('a deleted API no longer answers', async () => {
  const apiId = await anApiWithStages();
  const origin = await given.origin(apiId);
  await given.client.send(new DeleteApiCommand({ ApiId: apiId }));
  await expect(send(origin, '/orders')).rejects.toThrow('ECONNREFUSED');
});

describe('a custom domain', () => {
  const DomainName = 'api.example.com';
  let blue: string;
  let green: string;
  let mappingId: string | undefined;
  beforeAll(async () => {
    blue = await anApiWithStages();
    green = await anApiWithStages();
    await given.client.send(new CreateDomainNameCommand({ DomainName }));
    const map = async (ApiId: string, Stage: string, ApiMappingKey?: string) =>
      (await given.client.send(new CreateApiMappingCommand({ DomainName, ApiId, Stage, ApiMappingKey }))).ApiMappingId;
    await map(blue, '$default');
    mappingId = await map(blue, 'dev', 'shop');
    await map(green, '$default', 'shop/v2');
  });

  test.each([
    ['/orders', ['$default', '/orders', DomainName]],
    ['/shop/orders', ['dev', '/shop/orders', DomainName]],
    ['/shop', ['dev', '/shop', DomainName]],
    ['/shop/v2/orders', ['$default', '/shop/v2/orders', DomainName]],
  ])('serves %s by the longest mapping key', async (path, expected) => {
    expect(JSON.parse((await at(DomainName, path)).body)).toEqual(expected);
  });

  test('is served on a port of its own as well', async () => {
    const origin = await given.aws.world.gateway.endpoint(DomainName);
    expect(JSON.parse((await send(origin, '/shop/orders')).body)).toEqual(['dev', '/shop/orders', DomainName]);
  });

  test('moves with UpdateApiMapping', async () => {
    await given.client.send(
      new UpdateApiMappingCommand({ DomainName, ApiMappingId: mappingId, ApiId: green, Stage: '$default' }),
    );
    expect(JSON.parse((await at(DomainName, '/shop/orders')).body)).toEqual(['$default', '/shop/orders', DomainName]);
  });
});

test('after a restart an API answers on the same port with the same deployment', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gateway-'));
  const first = await givenGateway({ dir });
  await first.aFunction(() => 'kept', { name: 'echo' });
  const apiId = await first.anApi();
  await first.aLambdaRoute(apiId, 'GET /', 'echo');
  await first.deploy(apiId);
  const origin = await first.origin(apiId);
  await first.stop();
  const second = await givenGateway({ dir });
  try {
    const { ApiEndpoint } = await second.client.send(new GetApiCommand({ ApiId: apiId }));
    expect(ApiEndpoint).toBe(`${origin}/${apiId}`);
    // The test's functions live in the test: the new one knows none, so the gateway says 500 where a route is served.
    expect([(await send(origin, '/')).status, (await send(origin, '/none')).status]).toEqual([500, 404]);
  } finally {
    await second.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
