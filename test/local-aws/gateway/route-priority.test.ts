import { givenGateway, type GivenGateway } from './given-gateway.ts';

let given: GivenGateway;
beforeAll(async () => void (given = await givenGateway()));
afterAll(() => given.stop());

const table = {
  // http-api-develop-routes has this table.
  documented: {
    routes: ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'],
    requests: [
      ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
      ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
      ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
      ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
      ['GET', '/', '$default', undefined],
    ],
  },
  methods: {
    routes: ['ANY /a', 'GET /a', 'ANY /a/{id}', 'GET /{x}/{y}', 'GET /a/b/{rest+}', 'ANY /a/b/c/{rest+}'],
    requests: [
      ['GET', '/a', 'GET /a', undefined],
      ['PUT', '/a', 'ANY /a', undefined],
      ['HEAD', '/a', 'ANY /a', undefined],
      ['GET', '/a/1', 'GET /{x}/{y}', { x: 'a', y: '1' }],
      ['POST', '/a/1', 'ANY /a/{id}', { id: '1' }],
      ['GET', '/a/b/c/d', 'GET /a/b/{rest+}', { rest: 'c/d' }],
      ['POST', '/a/b/c/d', 'ANY /a/b/c/{rest+}', { rest: 'd' }],
      ['POST', '/a/b/x', '404', undefined],
      ['DELETE', '/nothing', '404', undefined],
    ],
  },
  segments: {
    routes: ['GET /x/{a}/z', 'GET /x/y/{b}', 'GET /{c}/y/z', 'GET /p/{a}', 'GET /p/{rest+}', 'GET /f/{d}/g/{more+}'],
    requests: [
      ['GET', '/x/y/z', 'GET /x/y/{b}', { b: 'z' }],
      ['GET', '/x/q/z', 'GET /x/{a}/z', { a: 'q' }],
      ['GET', '/q/y/z', 'GET /{c}/y/z', { c: 'q' }],
      ['GET', '/x/y', '404', undefined],
      ['GET', '/p/1', 'GET /p/{a}', { a: '1' }],
      ['GET', '/p/1/2', 'GET /p/{rest+}', { rest: '1/2' }],
      ['GET', '/p', '404', undefined],
      ['GET', '/p/', 'GET /p/{rest+}', { rest: '' }],
      ['GET', '/p/a/', 'GET /p/{rest+}', { rest: 'a' }],
      ['GET', '/p/a%20b', 'GET /p/{a}', { a: 'a b' }],
      ['GET', '/p/a%2Fb', 'GET /p/{rest+}', { rest: 'a/b' }],
      ['GET', '/p/100%2525', 'GET /p/{a}', { a: '100%' }],
      ['GET', '/f/1/g/2/3', 'GET /f/{d}/g/{more+}', { d: '1', more: '2/3' }],
    ],
  },
} as const;

describe.each(Object.entries(table))('routes %s', (_, { routes, requests }) => {
  let apiId: string;
  beforeAll(async () => {
    apiId = await given.anApi();
    const echo = await given.aFunction(({ routeKey, pathParameters }) => ({
      statusCode: 200,
      headers: { 'x-route': routeKey, 'x-parameters': JSON.stringify(pathParameters) },
    }));
    for (const routeKey of routes) await given.aLambdaRoute(apiId, routeKey, echo);
    await given.deploy(apiId);
  });

  test.each(requests)('%s %s goes to %s', async (method, path, routeKey, parameters) => {
    const { status, headers } = await given.call(apiId, path, { method });
    expect(status === 404 ? '404' : headers['x-route']).toBe(routeKey);
    expect(headers['x-parameters']).toBe(parameters && JSON.stringify(parameters));
  });
});

describe('stages', () => {
  let apiId: string;
  beforeAll(async () => {
    apiId = await given.anApi();
    const echo = await given.aFunction(({ rawPath, routeKey, pathParameters, requestContext }) => ({
      rawPath,
      path: requestContext.http.path,
      stage: requestContext.stage,
      routeKey,
      pathParameters,
    }));
    await given.aLambdaRoute(apiId, 'GET /orders/{id}', echo);
    await given.aLambdaRoute(apiId, 'GET /', echo);
    await given.deploy(apiId);
    await given.deploy(apiId, { StageName: 'ship-preview' });
  });
  const seen = async (path: string) => JSON.parse((await given.call(apiId, path)).body) as unknown;

  test('a named stage keeps its name in rawPath; routes and parameters do not see it', async () => {
    expect(await seen('/ship-preview/orders/7')).toEqual({
      rawPath: '/ship-preview/orders/7',
      path: '/ship-preview/orders/7',
      stage: 'ship-preview',
      routeKey: 'GET /orders/{id}',
      pathParameters: { id: '7' },
    });
    expect(await seen('/ship-preview')).toMatchObject({ rawPath: '/ship-preview', routeKey: 'GET /' });
  });

  test('$default is never in the path', async () => {
    expect(await seen('/orders/7')).toMatchObject({ rawPath: '/orders/7', stage: '$default' });
  });

  test('the endpoint with the id in front serves the same', async () => {
    expect(await seen(`/${apiId}/orders/7`)).toMatchObject({ rawPath: '/orders/7' });
    expect(await seen(`/${apiId}/ship-preview/orders/7`)).toMatchObject({ rawPath: '/ship-preview/orders/7' });
    expect(await seen(`/${apiId}`)).toMatchObject({ rawPath: '/' });
  });

  test('without $default, a path of no stage is not found', async () => {
    const named = await given.anApi();
    await given.aLambdaRoute(named, '$default', await given.aFunction(() => 'x'));
    await given.deploy(named, { StageName: 'dev' });
    expect(await given.call(named, '/other')).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
    expect((await given.call(named, '/dev/anything')).status).toBe(200);
  });
});
