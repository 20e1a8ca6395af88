import { lessonCodes } from '../../src/model/finding.ts';
import type { Environment, Service } from '../../src/model/service.ts';
import { diagnose, lessons } from '../../src/plan/diagnose.ts';
import type { DiagnosisFacts } from '../../src/plan/diagnosis/lesson.ts';
import { aFunction, aRoute, aService } from '../template/services.ts';

const facts: DiagnosisFacts = { today: '2026-11-21', environments: [] };

const queue = {
  kind: 'queue',
  name: 'jobs',
  batchSize: 10,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  visibilityTimeoutSeconds: 90,
  maxReceiveCount: 5,
  filterPatterns: [],
} as const;

const staging: Environment = {
  name: 'staging',
  target: 'aws',
  region: 'eu-west-1',
  accountId: '123456789012',
  protected: false,
};

function withFunction(changes: Parameters<typeof aFunction>[1]): Service {
  return aService({ functions: [aFunction('main', changes)] });
}

function allowing(Action: string | string[], Resource: unknown = 'arn:aws:s3:::b'): Service {
  return withFunction({ policies: [{ kind: 'statement', statement: { Effect: 'Allow', Action, Resource } }] });
}

function withVariable(name: string, value: string): Service {
  return withFunction({ environment: { [name]: { kind: 'literal', value } } });
}

const shown = (service: Service, known: Partial<DiagnosisFacts> = {}): readonly string[] =>
  diagnose(service, { ...facts, ...known }).map(({ code, severity }) => `${severity} ${code}`);

test.each<[string, Service, Partial<DiagnosisFacts>, string]>([
  [
    'a function behind a route that may run longer than the gateway waits',
    { ...withFunction({ timeoutSeconds: 60 }), routes: [aRoute('GET /')], smoke: [aSmoke()] },
    {},
    'warning ROUTE_TIMEOUT',
  ],
  [
    'a queue that hides messages for less than six time-outs',
    withFunction({ events: [{ ...queue, visibilityTimeoutSeconds: 60 }] }),
    {},
    'warning QUEUE_VISIBILITY',
  ],
  [
    'a rule without dead letters',
    withFunction({ events: [{ kind: 'bus', name: 'x', bus: 'default', pattern: {} }] }),
    {},
    'warning NO_DEAD_LETTERS',
  ],
  ['a VPC', withFunction({ vpc: { subnetIds: ['a', 'b'], securityGroupIds: ['sg-1'] } }), {}, 'note VPC_NO_WAY_OUT'],
  ['a database client', aService(), { dependencies: ['pg'] }, 'note DATABASE_CONNECTIONS'],
  ['much code in 128 MB', withFunction({ memoryMb: 128 }), { unzippedBytes: { main: 9e6 } }, 'warning SMALL_MEMORY'],
  [
    'a callback on Node.js 24',
    withFunction({ runtime: 'nodejs24.x' }),
    { handlerParameters: { main: 3 } },
    'error CALLBACK_HANDLER',
  ],
  [
    'a handler with a callback that a package makes',
    aService(),
    { packaging: { main: [{ kind: 'callback-handler', message: 'x makes one' }] } },
    'error CALLBACK_HANDLER',
  ],
  [
    "the AWS SDK's version 2",
    aService(),
    { packaging: { main: [{ kind: 'aws-sdk-v2', message: 'aws-sdk is inside' }] } },
    'note AWS_SDK_V2',
  ],
  ['an answer near the limit', aService(), { answerBytes: { list: 5e6 } }, 'warning LARGE_ANSWER'],
  ['an event near the limit', aService({ smoke: [anInvocation('x'.repeat(1e6))] }), {}, 'warning LARGE_EVENT'],
  ['a reservation for one version', withFunction({ reservedConcurrency: 1 }), {}, 'warning RESERVED_CONCURRENCY'],
  ['an account for two', aService(), { environments: [staging] }, 'warning SHARED_ACCOUNT'],
  ['any action', allowing('*'), {}, 'warning WILDCARD_PERMISSION'],
  ['all actions of a service', allowing(['s3:*']), {}, 'warning WILDCARD_PERMISSION'],
  ['every resource', allowing('s3:GetObject', '*'), {}, 'warning WILDCARD_PERMISSION'],
  ['a password', withVariable('DB_PASSWORD', 'hunter2'), {}, 'warning PLAIN_SECRET'],
  [
    'a password in a URL',
    withVariable('DATABASE_URL', 'postgres://app:hunter2@db.example/x'),
    {},
    'warning PLAIN_SECRET',
  ],
  ['an access key', withVariable('KEY', 'AKIAIOSFODNN7EXAMPLE'), {}, 'warning PLAIN_SECRET'],

  [
    'a runtime that ends soon',
    withFunction({ runtime: 'nodejs22.x' }),
    { today: '2027-03-01' },
    'warning RUNTIME_ENDS',
  ],
  ['a runtime that has ended', withFunction({ runtime: 'python3.9' }), {}, 'error RUNTIME_ENDS'],
  ['routes without a test', aService({ routes: [aRoute('GET /')] }), {}, 'warning NO_SMOKE_TEST'],
  ['a broken-out handler that no test calls', brokenOut({ status: 401 }), {}, 'note UNTESTED_FUNCTION'],
])('%s is said, and nothing else', (_what, service, known, expected) => {
  expect(shown(service, known)).toEqual([expected]);
});

test.each<[string, Service, Partial<DiagnosisFacts>]>([
  ['the smallest service', aService(), {}],
  ['a broken-out handler that a test calls', brokenOut({ status: 404 }), {}],
  ['an own queue', withFunction({ events: [queue] }), {}],
  ['a name of a secret', withVariable('DB_SECRET_ARN', 'arn:aws:x'), {}],
  ['a secret that is not set', withVariable('AUTH_SECRET', ''), {}],
  ['a narrow permission', allowing('s3:GetObject'), {}],
  ['a runtime with years to go', withFunction({ runtime: 'nodejs24.x' }), {}],
  ['an environment of another region', aService(), { environments: [{ ...staging, region: 'us-east-1' }] }],
])('%s is fine', (_what, service, known) => {
  expect(shown(service, known)).toEqual([]);
});

test('one subnet is said, beside the way out of the VPC', () => {
  const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
  expect(shown(withFunction({ vpc }))).toEqual(['warning VPC_ONE_SUBNET', 'note VPC_NO_WAY_OUT']);
});

test('a FIFO queue of others is asked about', () => {
  const fifo = { ...queue, arn: 'arn:aws:sqs:eu-west-1:123456789012:a.fifo' };
  expect(shown(withFunction({ events: [fifo] }))).toEqual(['note NO_DEAD_LETTERS', 'note FIFO_ORDER']);
});

test('no value of a variable is ever said', () => {
  expect(JSON.stringify(diagnose(withVariable('API_KEY', 'hunter2'), facts))).not.toContain('hunter2');
});

test('what the config silences is there with its reason', () => {
  const service = { ...withVariable('API_KEY', 'x'), ignore: { PLAIN_SECRET: 'a test key' } };
  expect(diagnose(service, facts)).toMatchObject([{ code: 'PLAIN_SECRET', ignored: 'a test key' }]);
});

test('every lesson has its name in the list that configs are checked against, once', () => {
  expect(lessons.map(({ code }) => code).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    [...lessonCodes].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

test('the worst comes first', () => {
  const service = { ...withFunction({ runtime: 'python3.9' }), routes: [aRoute('GET /')] };
  expect(shown(service, { dependencies: ['pg'] })).toEqual([
    'error RUNTIME_ENDS',
    'warning NO_SMOKE_TEST',
    'note DATABASE_CONNECTIONS',
  ]);
});

function aSmoke(path = '/', status = 200): Service['smoke'][number] {
  const expect = { status, headers: {} };
  return {
    kind: 'http',
    name: 'x',
    method: 'GET',
    path,
    headers: {},
    expect,
    on: ['live'],
    timeoutMs: 1,
    tries: 1,
  };
}

/** Main and a function of its own for one route, each with a test; the second's expects `status`. */
function brokenOut({ status }: { readonly status: number }): Service {
  const routes = [aRoute('GET /'), aRoute('GET /reports/{id}', { function: 'report' })];
  const smoke = [aSmoke(), aSmoke('/reports/1', status)];
  return aService({ functions: [aFunction('main'), aFunction('report')], routes, smoke });
}

function anInvocation(text: string): Service['smoke'][number] {
  return { kind: 'invoke', name: 'x', function: 'main', event: { text }, timeoutMs: 1000 };
}

const uploads = {
  kind: 's3',
  name: 'uploads',
  bucket: 'pictures',
  events: ['s3:ObjectCreated:*'],
  prefix: '',
  suffix: '',
} as const;

test.each<readonly [what: string, resource: unknown, prefix: string, expected: readonly string[]]>([
  ['into its own bucket', 'arn:aws:s3:::pictures/*', '', ['warning BUCKET_LOOP']],
  ['into its own bucket, under another prefix perhaps', 'arn:aws:s3:::pictures/*', 'in/', ['note BUCKET_LOOP']],
  ['into another bucket', 'arn:aws:s3:::thumbnails/*', '', []],
])('a function that a bucket calls and that writes %s', (_what, Resource, prefix, expected) => {
  const statement = { Effect: 'Allow', Action: ['s3:PutObject'], Resource } as const;
  const service = withFunction({ events: [{ ...uploads, prefix }], policies: [{ kind: 'statement', statement }] });
  expect(shown(service).filter((line) => line.includes('LOOP'))).toEqual(expected);
});

test('a loop through a bucket of resources is seen too', () => {
  const Resource = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Files', 'Arn'] }, '/*']] };
  const statement = { Effect: 'Allow', Action: ['s3:PutObject'], Resource } as const;
  const events = [{ ...uploads, bucket: { Ref: 'Files' } }];
  const service = withFunction({ events, policies: [{ kind: 'statement', statement }] });
  expect(shown(service)).toContain('warning BUCKET_LOOP');
});

const stream = {
  kind: 'kinesis',
  name: 'clicks',
  arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks',
  batchSize: 100,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  filterPatterns: [],
  startingPosition: { at: 'latest' },
  bisectOnError: false,
  maximumRetries: -1,
  maximumAgeSeconds: -1,
  parallelization: 1,
} as const;

test('a stream that a failing record can block is said, one that tells nobody of it is noted', () => {
  const failureDestination = { kind: 'queue', arn: 'arn:aws:sqs:eu-west-1:123456789012:lost' } as const;
  expect(shown(withFunction({ events: [stream] }))).toEqual(['warning STREAM_BLOCKED']);
  expect(shown(withFunction({ events: [{ ...stream, maximumRetries: 3 }] }))).toEqual(['note STREAM_BLOCKED']);
  expect(shown(withFunction({ events: [{ ...stream, maximumRetries: 3, failureDestination }] }))).toEqual([]);
});
