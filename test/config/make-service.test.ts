import { aConfig, check, serviceOf, type Written } from './check-written.ts';

const main = 'src/main.ts';

test('what is left out is filled in', () => {
  const { functions, ...service } = serviceOf(aConfig());
  expect(service).toEqual({
    name: 'orders',
    root: '/project/services/orders',
    environment: {
      name: 'local',
      target: 'local',
      region: 'us-east-1',
      accountId: '000000000000',
      protected: false,
    },
    main: 'main',
    routes: [],
    authorizers: [],
    smoke: [],
    hooks: [],
    strategy: { kind: 'all-at-once' },
    bake: {
      forMs: 0,
      alarms: [],
      errorRate: 0.01,
      latency: 2,
      throttles: 0.01,
      minRequests: 20,
      probesPerMinute: 30,
    },
    budgets: { unzippedBytes: {} },
    resources: {},
    exports: [],
    keepReleases: 10,
    tags: {},
    watch: {
      dashboard: true,
      alarms: { errors: 5, throttles: 1, gateway5xx: 5, loops: 1, queueAge: 900, deadLetters: 1 },
      notify: [],
    },
  });
  expect(functions).toMatchObject([
    {
      key: 'main',
      lambdaName: 'local-orders-main',
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
      memoryMb: 512,
      timeoutSeconds: 15,
      ephemeralStorageMb: 512,
      tracing: false,
      logRetentionDays: 30,
      environment: {},
      policies: [],
      events: [],
    },
  ]);
});

test('an entry is bundled as its package is written, a folder and a zip are taken as they are', () => {
  const functions = {
    folder: { folder: 'dist', handler: 'app.run' },
    zip: { zip: 'out/x.zip' },
    named: { entry: 'a.ts', handler: 'src/a.run' },
  };
  const sources = serviceOf(aConfig({ root: 'apps/orders', functions })).functions.map(({ source }) => source);
  expect(sources.map(({ kind, path, handler }) => [kind, path, handler])).toEqual([
    ['entry', '/project/apps/orders/src/main.ts', 'index.handler'],
    ['folder', '/project/apps/orders/dist', 'app.run'],
    ['entry', '/project/apps/orders/a.ts', 'index.run'],
    ['zip', '/project/apps/orders/out/x.zip', 'index.handler'],
  ]);
  expect(sources[0]?.bundle).toMatchObject({
    format: 'esm',
    minify: true,
    awsSdk: 'bundled',
    mainFields: ['module', 'main'],
  });
});

test('the more specific place wins, and of two equally specific ones the environment', () => {
  const ranks = ['all', 'environment', 'service', 'service in environment', 'function', 'function in environment'];
  ranks.forEach((_rank, index) => {
    const places = Object.fromEntries(
      ranks.slice(0, index + 1).map((name, weight) => [name, { memory: 128 + weight }]),
    );
    expect(memoryFrom(places)).toBe(128 + index);
  });
});

test('environment variables of several places are joined, policies added up', () => {
  const written = aConfig(
    {
      main: { entry: main, environment: { BB: 'function', CC: 3 }, policies: ['arn:aws:iam::aws:policy/One'] },
      defaults: { environment: { AA: true, BB: 'service' }, policies: ['arn:aws:iam::aws:policy/Two'] },
    },
    { environments: { local: { defaults: { environment: { DD: 'environment' } } } } },
  );
  const [definition] = serviceOf(written).functions;
  expect(definition?.environment).toEqual({
    AA: { kind: 'literal', value: 'true' },
    BB: { kind: 'literal', value: 'function' },
    CC: { kind: 'literal', value: '3' },
    DD: { kind: 'literal', value: 'environment' },
  });
  expect(definition?.policies).toHaveLength(2);
});

test('the same CloudFormation value in two functions is one output', () => {
  const environment = { TABLE_NAME: { Ref: 'Table' } };
  const resources = { Table: { Type: 'AWS::DynamoDB::Table' } };
  const { functions } = serviceOf(aConfig({ functions: { other: main }, defaults: { environment }, resources }));
  const values = functions.map((definition) => definition.environment['TABLE_NAME']);
  expect(values[0]).toEqual({
    kind: 'output',
    output: expect.stringMatching(/^EnvTableName[0-9a-f]{8}$/),
    expression: { Ref: 'Table' },
  });
  expect(values[1]).toEqual(values[0]);
});

test('routes take their payload format from themselves, their function or the service', () => {
  const routes = { 'GET /a': 'main', 'GET /b': 'old', 'GET /c': { function: 'old', payload: '2.0', timeout: 2.5 } };
  const service = serviceOf(aConfig({ functions: { old: { entry: main, payload: '1.0' } }, routes }));
  expect(service.routes.map(({ payload, timeoutMs }) => [payload, timeoutMs])).toEqual([
    ['2.0', 30_000],
    ['1.0', 30_000],
    ['2.0', 2500],
  ]);
  expect(serviceOf(aConfig({ payload: '1.0', routes: { 'GET /a': 'main' } })).routes[0]?.payload).toBe('1.0');
});

test("another service's authorizer is named by its Lambda in the same environment", () => {
  const services = {
    auth: { main, functions: { check: main }, exports: { authorizer: 'check' } },
    orders: { main, authorizers: { user: { type: 'lambda', function: 'auth.authorizer' } } },
  };
  expect(serviceOf({ services }).authorizers).toEqual([
    {
      kind: 'lambda',
      name: 'user',
      external: { service: 'auth', export: 'authorizer', lambdaName: 'local-auth-check' },
      payload: '2.0',
      simpleResponses: true,
      identitySources: ['$request.header.Authorization'],
      cacheSeconds: 0,
    },
  ]);
});

test('an import tells every function where to call, and lets it', () => {
  const services = {
    users: { main, exports: { lookup: 'main' } },
    orders: { main, functions: { other: main }, imports: { USERS_LOOKUP: 'users.lookup' } },
  };
  const service = serviceOf({ services });
  const arn = { 'Fn::Sub': expect.stringMatching(/:function:local-users-main:live$/) };
  for (const definition of service.functions) {
    expect(definition.environment['USERS_LOOKUP']).toMatchObject({ kind: 'output', expression: arn });
    expect(definition.policies).toMatchObject([{ statement: { Action: 'lambda:InvokeFunction', Resource: arn } }]);
  }
  expect(service.imports).toMatchObject([{ variable: 'USERS_LOOKUP', service: 'users', export: 'lookup' }]);
});

test('a JWT authorizer may have another issuer in another environment', () => {
  const jwt = { type: 'jwt', issuer: 'https://test.example', audience: ['api'] };
  const environments = {
    p: { region: 'eu-west-1', services: { orders: { authorizers: { user: { issuer: 'https://real.example' } } } } },
  };
  const written = aConfig({ authorizers: { user: jwt } }, { environments });
  expect(serviceOf(written, 'orders', 'p').authorizers).toMatchObject([
    { issuer: 'https://real.example', audience: ['api'] },
  ]);
  expect(serviceOf(written).authorizers).toMatchObject([{ issuer: 'https://test.example' }]);
});

test('cors true lets everybody in, but with cookies headers are named', () => {
  expect(serviceOf(aConfig({ cors: true })).cors).toMatchObject({ allowOrigins: ['*'], allowHeaders: ['*'] });
  const cors = { origins: ['https://shop.example'], credentials: true };
  expect(serviceOf(aConfig({ cors })).cors).toMatchObject({ allowHeaders: [], allowCredentials: true });
  expect(serviceOf(aConfig({ cors: false })).cors).toBeUndefined();
});

test('a queue hides messages six times as long as its function may take', () => {
  const event = { type: 'queue', name: 'payments' };
  const { functions } = serviceOf(aConfig({ main: { entry: main, timeout: 20, events: [event] } }));
  expect(functions[0]?.events).toEqual([
    {
      kind: 'queue',
      name: 'payments',
      batchSize: 10,
      batchWindowSeconds: 0,
      reportBatchItemFailures: true,
      visibilityTimeoutSeconds: 120,
      maxReceiveCount: 5,
      filterPatterns: [],
    },
  ]);
});

test('smoke tests get names of their own, JSON bodies their content type', () => {
  const request = 'POST /orders';
  const smoke = [{ request, body: { a: 1 } }, { request, body: 'text', headers: { 'X-A': 'b' } }, { invoke: 'main' }];
  const tests = serviceOf(aConfig({ routes: { 'POST /orders': 'main' }, smoke })).smoke;
  expect(tests).toMatchObject([
    { name: 'POST /orders', body: '{"a":1}', headers: { 'content-type': 'application/json' }, expect: { status: 200 } },
    { name: 'POST /orders (2)', body: 'text', headers: { 'x-a': 'b' } },
    { kind: 'invoke', function: 'main', event: {}, timeoutMs: 15_000 },
  ]);
});

test.each([
  [5_000_000, 5_000_000],
  ['40 MB', 41_943_040],
  ['512KB', 524_288],
])('a budget of %p is %p bytes', (unzipped, bytes) => {
  expect(serviceOf(aConfig({ budgets: { unzipped: { main: unzipped } } })).budgets.unzippedBytes).toEqual({
    main: bytes,
  });
});

test('local comes first, the others by name', () => {
  const region = 'eu-west-1';
  const { environments } = check(
    aConfig({}, { environments: { staging: { region }, production: { region, protected: true } } }),
  );
  expect(environments.map(({ name }) => name)).toEqual(['local', 'production', 'staging']);
  expect(environments[1]).toEqual({ name: 'production', target: 'aws', region, protected: true });
});

function memoryFrom(places: Written): number | undefined {
  const place = (name: string): Written | undefined => places[name] as Written | undefined;
  const written = {
    defaults: place('all'),
    environments: {
      p: {
        region: 'eu-west-1',
        defaults: place('environment'),
        services: {
          orders: {
            defaults: place('service in environment'),
            functions: { main: place('function in environment') ?? {} },
          },
        },
      },
    },
    services: { orders: { main: { entry: main, ...place('function') }, defaults: place('service') } },
  };
  return serviceOf(written, 'orders', 'p').functions[0]?.memoryMb;
}
