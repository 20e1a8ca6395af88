import { defaultBake } from '../../src/model/strategy.ts';
import type { FunctionDefinition, Service } from '../../src/model/service.ts';

/** A function as the config room makes it, with changes. */
export function aFunction(key: string, changes: Partial<FunctionDefinition> = {}): FunctionDefinition {
  const runtime = 'nodejs22.x';
  const architecture = 'x86_64';
  return {
    key,
    lambdaName: `production-orders-${key}`,
    source: {
      name: key,
      kind: 'entry',
      path: `/project/services/orders/src/${key}.ts`,
      handler: 'index.handler',
      runtime,
      architecture,
      bundle: {
        format: 'esm',
        minify: true,
        sourceMap: false,
        external: [],
        nodeModules: [],
        awsSdk: 'bundled',
        define: {},
        loader: {},
        mainFields: ['module', 'main'],
      },
      assets: [],
      include: [],
      exclude: [],
      layers: [],
    },
    runtime,
    architecture,
    memoryMb: 512,
    timeoutSeconds: 15,
    ephemeralStorageMb: 512,
    environment: {},
    tracing: false,
    logRetentionDays: 30,
    policies: [],
    events: [],
    ...changes,
  };
}

/** A service of one function without routes, with changes. */
export function aService(changes: Partial<Service> = {}): Service {
  return {
    name: 'orders',
    root: '/project/services/orders',
    environment: { name: 'production', target: 'aws', region: 'eu-west-1', accountId: '123456789012', protected: true },
    main: 'main',
    functions: [aFunction('main')],
    routes: [],
    authorizers: [],
    smoke: [],
    hooks: [],
    strategy: { kind: 'all-at-once' },
    bake: defaultBake,
    budgets: { unzippedBytes: {} },
    resources: {},
    exports: [],
    keepReleases: 10,
    tags: {},
    ...changes,
  };
}

export function aRoute(key: string, changes: Partial<Service['routes'][number]> = {}): Service['routes'][number] {
  return { key, function: 'main', payload: '2.0', scopes: [], timeoutMs: 30_000, ...changes };
}

const queue = {
  kind: 'queue',
  name: 'payments',
  batchSize: 10,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  visibilityTimeoutSeconds: 120,
  maxReceiveCount: 5,
  filterPatterns: [],
} as const;

/** Everything at once: routes, both kinds of authorizers, all events, policies, own resources, an export. */
export function aFullService(): Service {
  const table = { 'Fn::GetAtt': ['Table', 'Arn'] };
  return aService({
    description: 'Takes orders.',
    functions: [
      aFunction('main', {
        environment: {
          LEVEL: { kind: 'literal', value: 'info' },
          TABLE: { kind: 'output', output: 'EnvTable123456', expression: { Ref: 'Table' } },
        },
        policies: [
          { kind: 'managed', arn: 'arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy' },
          { kind: 'statement', statement: { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: table } },
        ],
        tracing: true,
      }),
      aFunction('authorizer'),
      aFunction('payments', {
        vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
        events: [queue, { ...queue, name: 'legacy', arn: 'arn:aws:sqs:eu-west-1:123456789012:legacy' }],
      }),
      aFunction('nightly', {
        logRetentionDays: 7,
        events: [
          { kind: 'schedule', name: 'night', expression: 'cron(0 2 * * ? *)', input: { full: true } },
          { kind: 'bus', name: 'shipped', bus: 'default', pattern: { source: ['warehouse'] } },
          { kind: 'topic', name: 'news', filter: { kind: ['sale'] }, filterScope: 'body' },
          { kind: 'topic', name: 'world', arn: 'arn:aws:sns:eu-west-1:123456789012:world', filterScope: 'attributes' },
        ],
      }),
    ],
    routes: [
      aRoute('POST /orders', { authorizer: 'own', openapi: { summary: 'Place an order', tags: ['orders'] } }),
      aRoute('GET /orders'),
      aRoute('GET /orders/{id}', { payload: '1.0' }),
      aRoute('ANY /files/{path+}', { authorizer: 'tokens', scopes: ['files:read'], timeoutMs: 5000 }),
      aRoute('DELETE /orders/{id}', { authorizer: 'others' }),
      aRoute('GET /orders/{id}/label', { authorizer: 'signed' }),
      {
        key: 'ANY /legacy/{path+}',
        proxy: 'https://legacy.example/{path}',
        payload: '1.0',
        scopes: [],
        timeoutMs: 10_000,
      },
      aRoute('$default'),
    ],
    authorizers: [
      {
        kind: 'jwt',
        name: 'tokens',
        issuer: 'https://issuer.example',
        audience: ['api'],
        identitySource: '$request.header.Authorization',
      },
      {
        kind: 'lambda',
        name: 'own',
        function: 'authorizer',
        payload: '2.0',
        simpleResponses: true,
        identitySources: ['$request.header.Authorization'],
        cacheSeconds: 0,
      },
      {
        kind: 'lambda',
        name: 'others',
        external: { service: 'auth', export: 'authorizer', lambdaName: 'production-auth-authorizer' },
        payload: '1.0',
        simpleResponses: false,
        identitySources: ['$request.header.X-Key', '$request.querystring.tenant'],
        cacheSeconds: 300,
      },
      { kind: 'iam', name: 'signed' },
      {
        kind: 'jwt',
        name: 'unused',
        issuer: 'https://x.example',
        audience: ['x'],
        identitySource: '$request.header.Authorization',
      },
    ],
    openapi: {
      info: { title: 'Orders', version: '2.1.0' },
      components: { schemas: { Order: { type: 'object' } } },
      others: { tags: [{ name: 'orders' }] },
    },
    cors: {
      allowOrigins: ['https://shop.example'],
      allowMethods: ['*'],
      allowHeaders: ['*'],
      exposeHeaders: [],
      allowCredentials: false,
      maxAgeSeconds: 600,
    },
    resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } } },
    exports: [{ name: 'validateOrder', function: 'main' }],
    watch: {
      dashboard: true,
      alarms: { errors: 5, throttles: 1, gateway5xx: 5, loops: 1, queueAge: 900, deadLetters: 1 },
      notify: [{ Ref: 'Table' }],
    },
  });
}
