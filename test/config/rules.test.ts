import { aConfig, mistakesOf, warningsOf, type Written } from './check-written.ts';

const main = 'src/main.ts';
const reserve = (reservedConcurrency: number, provisionedConcurrency: number): Written => ({
  main: { entry: main, reservedConcurrency, provisionedConcurrency },
});
const layer = (version: number): string => `arn:aws:lambda:eu-west-1:123456789012:layer:x:${version}`;
const queue = (more: Written = {}): Written => ({ type: 'queue', name: 'payments', ...more });
const withEvents = (...events: readonly Written[]): Written => ({ main: { entry: main, events } });
const lambdaOf = (reference: string): Written => ({ user: { type: 'lambda', function: reference } });
const lambda = (more: Written): Written => ({ authorizers: { user: { type: 'lambda', function: 'main', ...more } } });

test.each<[string, Written, string]>([
  ['code from nowhere', { main: { memory: 512 } }, 'main: must have exactly one of entry, folder and zip (got none)'],
  [
    'code from two places',
    { main: { entry: main, zip: 'a.zip' } },
    'main: must have exactly one of entry, folder and zip (got entry and zip)',
  ],
  [
    'bundling of a folder',
    { main: { folder: 'dist', bundle: {} } },
    'main.bundle: has no meaning for a function made from a folder, but for stripStage',
  ],
  [
    'bundling of a zip',
    { main: { zip: 'a.zip', bundle: { stripStage: true } } },
    'main.bundle: has no meaning for a function made from a zip',
  ],
  [
    'a wrapper around what is not Node.js',
    { main: { folder: 'dist', handler: 'a.b', runtime: 'python3.13', bundle: { stripStage: true } } },
    'main.bundle.stripStage: wraps handlers of Node.js only (got "python3.13")',
  ],
  [
    'patterns for an entry',
    { main: { entry: main, include: ['x'] } },
    'main.include: has no meaning for a function made from an entry',
  ],
  [
    'a runtime of yesterday',
    { main: { entry: main, runtime: 'nodejs20.x' } },
    'main.runtime: can no longer be created or updated on Lambda; use nodejs22.x (got "nodejs20.x")',
  ],
  [
    'a runtime misspelt',
    { main: { entry: main, runtime: 'node22.x' } },
    'main.runtime: is not one of Lambda\'s runtimes (did you mean "nodejs22.x"?) (got "node22.x")',
  ],
  [
    'an entry for Python',
    { main: { entry: main, runtime: 'python3.13' } },
    'main.runtime: must be one of Node.js for an entry; use folder or zip for others (got "python3.13")',
  ],
  [
    'a dynamic reference',
    { main: { entry: main, environment: { DB: 'x-{{resolve:ssm:/db}}' } } },
    'main.environment.DB: is a dynamic reference, which only CloudFormation',
  ],
  [
    'a reserved variable',
    { main: { entry: main, environment: { AWS_REGION: 'x' } } },
    'main.environment.AWS_REGION: is set by Lambda itself; use another name',
  ],
  [
    'too many variables',
    { main: { entry: main, environment: { XX: 'y'.repeat(4088) } } },
    'main.environment: must be 4096 bytes at most as JSON (got 4097 bytes)',
  ],
  [
    'room for one version only',
    reserve(5, 3),
    'main.reservedConcurrency: must be at least twice provisionedConcurrency: two versions are warm while a release goes live (got 5 for 3)',
  ],
  [
    'a burst of nothing',
    { main: { entry: main, warm: 3 } },
    'main.warm: needs a smoke test of this function: a GET of one of its routes, or an invocation, is what is run (got 3)',
  ],
  [
    'one layer in two versions',
    { main: { entry: main, layers: [layer(1), layer(2)] } },
    'main.layers: names the same layer twice (got arn:aws:lambda:eu-west-1:123456789012:layer:x)',
  ],
  [
    'a route to nowhere',
    { routes: { 'GET /': 'mani' } },
    'routes["GET /"]: names a function that does not exist (did you mean "main"?) (got "mani")',
  ],
  [
    'an authorizer that is not there',
    { routes: { 'GET /': { function: 'main', authorizer: 'user' } } },
    'routes["GET /"].authorizer: names an authorizer that does not exist (got "user")',
  ],
  [
    'a greedy parameter in the middle',
    { routes: { 'GET /{all+}/x': 'main' } },
    'routes["GET /{all+}/x"]: a greedy parameter such as {path+} must come last',
  ],
  [
    "a parameter in Express's way",
    { routes: { 'GET /reports/:id/pages': 'main' } },
    'routes["GET /reports/:id/pages"]: ":id" would be plain text to API Gateway; a parameter is written {id}',
  ],
  [
    "all the rest in other routers' way",
    { routes: { 'GET /files/*': 'main' } },
    'routes["GET /files/*"]: "*" would be plain text to API Gateway; a parameter is written {path+}',
  ],
  [
    'a parameter twice',
    { routes: { 'GET /{id}/x/{id}': 'main' } },
    'routes["GET /{id}/x/{id}"]: names the same parameter twice',
  ],
  [
    'a route under the preview',
    { routes: { 'GET /ship-preview/x': 'main' } },
    'routes["GET /ship-preview/x"]: must not begin with /ship-preview, the path of the preview',
  ],
  [
    'an authorizer without a function',
    lambda({ function: 'mian' }),
    'authorizers.user.function: names a function that does not exist (did you mean "main"?) (got "mian")',
  ],
  [
    'an authorizer of a stranger',
    lambda({ function: 'auth.authorizer' }),
    'authorizers.user.function: names a service that does not exist (got "auth.authorizer")',
  ],
  [
    'an authorizer nobody exports',
    lambda({ function: 'orders.authorizer' }),
    'authorizers.user.function: names nothing that orders exports (got "orders.authorizer")',
  ],
  [
    'simple answers in the old format',
    lambda({ payload: '1.0', simpleResponses: true }),
    'authorizers.user.simpleResponses: needs payload 2.0',
  ],
  [
    'remembering nobody',
    lambda({ identitySources: [], cacheSeconds: 60 }),
    'authorizers.user.cacheSeconds: needs identitySources to remember by',
  ],
  ['cookies for everybody', { cors: { credentials: true } }, 'cors.origins: must be named one by one with credentials'],
  [
    'two events of one name',
    withEvents(queue(), { type: 'bus', name: 'payments', pattern: { source: ['x'] } }),
    'main.events[1].name: must be unique within the service (got "payments")',
  ],
  [
    'a queue that gives up too early',
    withEvents(queue({ visibilityTimeout: 5 })),
    "main.events[0].visibilityTimeout: must be at least the function's time-out of 15 (got 5)",
  ],
  [
    'large batches at once',
    withEvents(queue({ batchSize: 11 })),
    'main.events[0].batchSize: above 10 needs a batchWindow of at least 1 (got 11)',
  ],
  [
    'a window for a FIFO queue',
    withEvents(queue({ arn: 'arn:aws:sqs:eu-west-1:1:a.fifo', batchWindow: 1 })),
    'main.events[0].batchWindow: has no meaning for a FIFO queue (got 1)',
  ],
  [
    'a pattern of nothing',
    withEvents({ type: 'bus', name: 'x', pattern: {} }),
    'main.events[0].pattern: must name at least one field',
  ],
  [
    'a hook without a function',
    { hooks: [{ function: 'migrate' }] },
    'hooks[0].function: names a function that does not exist (got "migrate")',
  ],
  ['an export of nothing', { exports: { a: 'b' } }, 'exports.a: names a function that does not exist (got "b")'],
  [
    'a budget for nobody',
    { budgets: { unzipped: { b: 5 } } },
    'budgets.unzipped.b: names a function that does not exist (got "b")',
  ],
  [
    'a request without routes',
    { smoke: [{ request: 'GET /' }] },
    'smoke[0]: needs routes; a function is tested with invoke',
  ],
  [
    'a policy for a table that is not there',
    {
      main: { entry: main, policies: [{ readTable: 'Tabel' }] },
      resources: { Table: { Type: 'AWS::DynamoDB::Table' } },
    },
    'main.policies[0].readTable: names neither one of resources nor an ARN (did you mean "Table"?) (got "Tabel")',
  ],
  [
    'two keys that become one id',
    { functions: { 'send-mail': main, sendMail: main } },
    'function sendMail and function send-mail would be the same resource RoleSendMail; rename one',
  ],
  [
    'a resource that ship makes',
    { resources: { RoleMain: { Type: 'AWS::IAM::Role' } } },
    'resources.RoleMain: is made by ship itself, for function main; use another id',
  ],
])('%s is refused', (_what, service, expected) => {
  expect(mistakesOf(aConfig(service)).join('\n')).toContain(expected);
});

test.each<[string, Written, string]>([
  [
    'an account without a region',
    { production: { account: '123456789012' } },
    'environments.production.region: is required when the target is aws',
  ],
  [
    'a local environment in the cloud',
    { local: { target: 'aws' } },
    'environments.local.target: must be "local" for the environment of that name (got "aws")',
  ],
  [
    'a role on this machine',
    { local: { role: 'arn:aws:iam::123456789012:role/x' } },
    'environments.local.role: has no meaning when the target is local',
  ],
  [
    'a stranger among the services',
    { local: { services: { order: {} } } },
    'environments.local.services.order: is not a service (did you mean "orders"?)',
  ],
  [
    'a stranger among the functions',
    { local: { services: { orders: { functions: { mian: {} } } } } },
    'environments.local.services.orders.functions.mian: is not a function of orders (did you mean "main"?)',
  ],
  [
    'a stranger among the authorizers',
    { local: { services: { orders: { authorizers: { user: {} } } } } },
    'environments.local.services.orders.authorizers.user: is not an authorizer of type jwt of orders',
  ],
])('%s is refused', (_what, environments, expected) => {
  expect(mistakesOf(aConfig({}, { environments }))).toEqual([expected]);
});

test('a mistake of one environment only names it', () => {
  const name = 'a-very-long-name-of-an-environment-that-nobody-should-ever-use';
  const written = aConfig({}, { environments: { [name]: { region: 'eu-west-1' } } });
  expect(mistakesOf(written)).toEqual([
    `services.orders.main: its name on Lambda must be 64 characters at most, in ${name} (got 74: ${name}-orders-main)`,
  ]);
});

test('two services may not make the same Lambda', () => {
  const services = { orders: { main, functions: { 'api-main': main } }, 'orders-api': { main } };
  expect(mistakesOf({ services })).toEqual([
    'services.orders-api: main has the same name on Lambda as orders.api-main (got local-orders-api-main)',
  ]);
});

test('services that need each other are named as a circle, once', () => {
  const services = {
    auth: { main, exports: { check: 'main' }, imports: { USERS: 'users.find' } },
    orders: { main, authorizers: lambdaOf('auth.check') },
    users: { main, exports: { find: 'main' }, authorizers: lambdaOf('auth.check') },
  };
  expect(mistakesOf({ services })).toEqual(['services.auth: needs itself: auth -> users -> auth']);
});

test('an import of what nobody exports is refused', () => {
  const services = {
    orders: { main, imports: { USERS: 'users.find', AUTH: 'auth.chekc' } },
    auth: { main, exports: { check: 'main' } },
  };
  expect(mistakesOf({ services })).toEqual([
    'services.orders.imports.USERS: names a service that does not exist (got "users.find")',
    'services.orders.imports.AUTH: names nothing that auth exports (did you mean "check"?) (got "auth.chekc")',
  ]);
});

test('301 routes are one too many', () => {
  const routes = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`GET /r${index}`, 'main']));
  expect(mistakesOf(aConfig({ routes }))).toEqual([
    'services.orders.routes: an HTTP API holds 300 routes at most (got 301)',
  ]);
});

test('an eleventh authorizer is one too many', () => {
  const one = { type: 'jwt', issuer: 'https://idp.example', audience: ['x'] };
  const authorizers = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`user${index}`, one]));
  expect(mistakesOf(aConfig({ routes: { 'GET /': 'main' }, authorizers }))).toContain(
    'services.orders.authorizers: an HTTP API holds 10 authorizers at most (got 11)',
  );
});

test("a token issuer on loopback is one's own, beside the local AWS only", () => {
  const issuer = 'http://127.0.0.1:4000';
  const authorizers = { user: { type: 'jwt', issuer, audience: ['x'] } };
  const service = { main, routes: { 'GET /': { function: 'main', authorizer: 'user' } }, authorizers };
  expect(mistakesOf(aConfig(service))).toEqual([]);
  expect(mistakesOf({ ...aConfig(service), environments: { staging: { region: 'eu-west-1' } } })).toEqual([
    'services.orders.authorizers.user.issuer: must be an https URL, in staging (got "http://127.0.0.1:4000")',
  ]);
});

test('what works but is hardly meant is a warning', () => {
  const service = {
    main: { entry: main, timeout: 60, events: [queue({ visibilityTimeout: 100 })] },
    routes: { 'GET /': 'main' },
  };
  expect(mistakesOf(aConfig(service))).toEqual([]);
  expect(warningsOf(aConfig(service))).toEqual([
    'services.orders.main.timeout: is longer than the 30 seconds that the gateway waits behind a route (got 60)',
    "services.orders.main.events[0].visibilityTimeout: should be six times the function's time-out of 60 (got 100)",
  ]);
  // What doctor is told to be silent about is not said by the other commands either.
  const ignore = { ROUTE_TIMEOUT: 'answers early', QUEUE_VISIBILITY: 'idempotent' };
  expect(warningsOf(aConfig({ ...service, ignore }))).toEqual([]);
});

test('a route goes to one place, and a proxy names only parameters that the route has', () => {
  const routes = {
    'GET /': { function: 'main', proxy: 'https://x.example' },
    'GET /a': {},
    'ANY /b/{path+}': { proxy: 'https://x.example/{path}/{other}' },
    'GET /c': { proxy: 'ftp://x.example' },
  };
  expect(mistakesOf(aConfig({ routes }))).toEqual([
    expect.stringMatching(/routes\["GET \/c"\]\.proxy: must be an http or https URL/),
    expect.stringMatching(/routes\["GET \/"\]: must have exactly one of function and proxy \(got function and proxy\)/),
    expect.stringMatching(/routes\["GET \/a"\]: must have exactly one of function and proxy \(got none\)/),
    expect.stringMatching(/routes\["ANY \/b\/\{path\+\}"\]\.proxy: names \{other\}/),
  ]);
});

test('only what ship doctor says can be silenced, with a reason', () => {
  expect(mistakesOf(aConfig({ ignore: { PLAIN_SECRET: 'a test key', PLAIN_SECRETS: 'x y z' } }))).toEqual([
    expect.stringMatching(/ignore\.PLAIN_SECRETS: is nothing that ship doctor says \(did you mean "PLAIN_SECRET"\?\)/),
  ]);
});
