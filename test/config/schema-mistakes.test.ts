import { aConfig, mistakesOf } from './check-written.ts';

test('what is wrong inside of something with a wrong name is said at once', () => {
  const functions = { 'make invoice': { entry: 'a.ts', zip: 'a.zip', memory: 64 }, right: { entry: 'a.ts' } };
  expect(mistakesOf(aConfig({ functions, routes: { 'GET /invoice': 'right' } }))).toEqual([
    'services.orders.functions["make invoice"]: must be letters, digits and hyphens, and start with a letter',
    'services.orders.functions["make invoice"].memory: must be between 128 and 10240 (got 64)',
    expect.stringContaining(
      'services.orders.functions["make invoice"]: must have exactly one of entry, folder and zip',
    ),
  ]);
  expect(
    mistakesOf({ services: { Orders: { main: { entry: 'a.ts', timeout: 0 }, exports: { one: 'none' } } } }),
  ).toEqual([
    expect.stringContaining('services.Orders: must be lower-case letters'),
    'services.Orders.main.timeout: must be between 1 and 900 (got 0)',
    expect.stringContaining('services.Orders.exports.one: names a function that does not exist'),
  ]);
});

test('a config that says only what it must has no mistakes', () => {
  expect(mistakesOf(aConfig())).toEqual([]);
});

test.each([
  [
    'a number out of range',
    { main: { entry: 'a.ts', memory: 64 } },
    'main.memory: must be between 128 and 10240 (got 64)',
  ],
  [
    'a number as text',
    { main: { entry: 'a.ts', memory: '512' } },
    'main.memory: must be a whole number between 128 and 10240 (got "512")',
  ],
  [
    'a folder outside of the zip',
    { main: { entry: 'a.ts', bundle: { outdir: '../src' } } },
    'main.bundle.outdir: must be a folder inside the zip, such as \'src\' (got "../src")',
  ],
  [
    'a fraction',
    { main: { entry: 'a.ts', timeout: 1.5 } },
    'main.timeout: must be a whole number between 1 and 900 (got 1.5)',
  ],
  [
    'a misspelt key',
    { main: { entry: 'a.ts', memroy: 64 } },
    'main.memroy: is not a known key (did you mean "memory"?)',
  ],
  [
    'a setting of functions, beside them',
    { memory: 512 },
    'memory: is not a known key here; it belongs into main, functions.<key> or, for all, defaults',
  ],
  ['events of no function', { events: [] }, 'events: is not a known key here; it belongs into main or functions.<key>'],
  [
    'a misspelt value',
    { main: { entry: 'a.ts', architecture: 'arm' } },
    'main.architecture: must be one of "x86_64", "arm64" (got "arm")',
  ],
  [
    'a near value',
    { main: { entry: 'a.ts', architecture: 'arm46' } },
    'main.architecture: must be one of "x86_64", "arm64" (did you mean "arm64"?) (got "arm46")',
  ],
  ['a wrong type', { main: 5 }, 'main: must be an entry file or an object (got 5)'],
  ['an empty text', { main: '' }, 'main: must not be empty (got "")'],
  ['something missing', { main: 'a.ts', hooks: [{ name: 'x' }] }, 'hooks[0].function: is required'],
  ['a list where an object belongs', { routes: ['main'] }, 'routes: must be an object (got a list)'],
  [
    'more layers than Lambda takes',
    {
      main: {
        entry: 'a.ts',
        layers: [1, 2, 3, 4, 5, 6].map((n) => `arn:aws:lambda:eu-west-1:111122223333:layer:a:${n}`),
      },
    },
    'main.layers: must be five at most (got 6)',
  ],
  [
    'a route without a method',
    { routes: { '/orders': 'main' } },
    'routes["/orders"]: must be a method (GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, ANY), a space and a path such as /orders/{id}, or $default',
  ],
  [
    'a function key with a dot',
    { functions: { 'a.b': 'b.ts' } },
    'functions["a.b"]: must be letters, digits and hyphens, and start with a letter',
  ],
  [
    'an unknown kind of event',
    { main: { entry: 'a.ts', events: [{ type: 'queues', name: 'x' }] } },
    'main.events[0].type: must be one of "queue", "bus", "schedule", "topic", "dynamodb", "kinesis", "s3" (got "queues")',
  ],
  [
    'an event of no kind',
    { main: { entry: 'a.ts', events: [{ name: 'x' }] } },
    'main.events[0].type: must be one of "queue", "bus", "schedule", "topic", "dynamodb", "kinesis", "s3"',
  ],
  [
    'a misspelt key of an event',
    { main: { entry: 'a.ts', events: [{ type: 'queue', name: 'x', batchsize: 5 }] } },
    'main.events[0].batchsize: is not a known key (did you mean "batchSize"?)',
  ],
  [
    'a misspelt key of a smoke test',
    { smoke: [{ request: 'GET /', expects: {} }], routes: {} },
    'smoke[0].expects: is not a known key (did you mean "expect"?)',
  ],
  ['a smoke test of nothing', { smoke: [5] }, 'smoke[0]: must be an object with request or invoke (got 5)'],
  [
    'a request without a path',
    { smoke: [{ request: 'GET' }] },
    'smoke[0].request: must be a method and a path such as GET /orders/1 (got "GET")',
  ],
  [
    'a policy that says nothing',
    { main: { entry: 'a.ts', policies: [{}] } },
    'main.policies[0]: must say at least one thing the function may do',
  ],
  [
    'a misspelt short policy',
    { main: { entry: 'a.ts', policies: [{ readTabel: 'T' }] } },
    'main.policies[0].readTabel: is not a known key (did you mean "readTable"?)',
  ],
  [
    'a layer without a version',
    { main: { entry: 'a.ts', layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:x'] } },
    'main.layers[0]: must be a layer ARN with its version (got "arn:aws:lambda:eu-west-1:123456789012:layer:x")',
  ],
  [
    'one budget for all',
    { budgets: { unzipped: '40 MB' } },
    `budgets.unzipped: must be one size per function, such as { main: '40 MB' } (got "40 MB")`,
  ],
  [
    'a budget in miles',
    { budgets: { unzipped: { main: '40 miles' } } },
    'budgets.unzipped.main: must be such as 40 MB (got "40 miles")',
  ],
  [
    'a retention AWS does not know',
    { main: { entry: 'a.ts', logRetention: 31 } },
    expect.stringMatching(/^services\.orders\.main\.logRetention: must be one of 1, 3, 5, .* \(got 31\)$/),
  ],
])('%s is said with its place, what is allowed and what was there', (_what, service, expected) => {
  const line = typeof expected === 'string' ? `services.orders.${expected}` : (expected as string);
  expect(mistakesOf(aConfig(service))).toEqual([line]);
});

test.each([
  ['no services', {}, 'services: is required'],
  ['an empty list of services', { services: {} }, 'services: must name at least one service'],
  ['a list for a config', [], 'config: must be an object (got a list)'],
  [
    'a misspelt part',
    { ...aConfig(), enviroments: {} },
    'enviroments: is not a known key (did you mean "environments"?)',
  ],
  [
    'a service in capitals',
    { services: { Orders: { main: 'a.ts' } } },
    'services.Orders: must be lower-case letters, digits and hyphens, and start with a letter',
  ],
  [
    'an account as a number',
    aConfig({}, { environments: { p: { account: 123456789012, region: 'eu-west-1' } } }),
    'environments.p.account: must be 12 digits in quotes (got 123456789012)',
  ],
  [
    'a region with a typo',
    aConfig({}, { environments: { p: { account: '123456789012', region: 'us-eats-1' } } }),
    'environments.p.region: must be a region such as eu-west-1 (got "us-eats-1")',
  ],
])('%s is said in one line', (_what, written, expected) => {
  expect(mistakesOf(written)).toEqual([expected]);
});

test('every mistake is said at once, those of the schema and those between the parts', () => {
  const written = aConfig({
    main: { entry: 'a.ts', memory: 1 },
    functions: { invoice: { entry: 'b.ts', memroy: 1, runtime: 'nodejs18.x' } },
    routes: { 'GET /': 'mian', 'GET /{a}': 'main', 'GET /{b}': { function: 'invoice', timeout: 31 } },
  });
  expect(mistakesOf(written)).toEqual([
    'services.orders.main.memory: must be between 128 and 10240 (got 1)',
    'services.orders.functions.invoice.memroy: is not a known key (did you mean "memory"?)',
    'services.orders.routes["GET /{b}"].timeout: must be between 0.05 and 30 (got 31)',
    'services.orders.functions.invoice.runtime: can no longer be created or updated on Lambda; use nodejs22.x (got "nodejs18.x")',
    'services.orders.routes["GET /"]: names a function that does not exist (did you mean "main"?) (got "mian")',
    'services.orders.routes["GET /{b}"]: matches the same requests as "GET /{a}"',
  ]);
});

test('what has a mistake of its own is not said to be missing too', () => {
  const written = aConfig({ functions: { invoice: 7 }, routes: { 'POST /invoice': 'invoice' } });
  expect(mistakesOf(written)).toEqual([
    'services.orders.functions.invoice: must be an entry file or an object (got 7)',
  ]);
});

test('values that may be secrets are not shown', () => {
  const environment = { TOKEN: ['hunter2'], KEY: null };
  const smoke = [{ request: 'GET /', headers: { authorization: 5 } }];
  const text = mistakesOf(aConfig({ main: { entry: 'a.ts', environment }, smoke })).join('\n');
  expect(text).toContain('main.environment.TOKEN: must be a text, a number, a boolean or a CloudFormation value');
  expect(text).not.toContain('hunter2');
  expect(text).toContain('(got a number)');
});

test('a value that is very long is cut', () => {
  const [line = ''] = mistakesOf(aConfig({ payload: 'x'.repeat(5000) }));
  expect(line.length).toBeLessThan(250);
});
