import type { Service, SmokeTest } from '../../model/service.ts';
import { routeOf } from '../../model/smoke-of.ts';
import { type Lesson } from './lesson.ts';

const subject = 'the service';

/** Each environment of a function opens connections of its own. */
const databaseClients = new Set(
  'pg mysql mysql2 mariadb mssql tedious oracledb mongodb mongoose redis ioredis knex sequelize typeorm prisma @prisma/client'.split(
    ' ',
  ),
);

const databaseConnections: Lesson = {
  code: 'DATABASE_CONNECTIONS',
  severity: 'note',
  why: 'Every execution environment opens its own connections, and two versions are warm while a release goes live: databases run out of them.',
  next: 'Connect once outside of the handler with a pool of one, put RDS Proxy or the like in between, limit reservedConcurrency.',
  find: (_service, { dependencies = [] }) => {
    const clients = dependencies.filter((name) => databaseClients.has(name));
    return clients.length === 0 ? [] : [{ subject, what: `It uses ${clients.join(', ')}.` }];
  },
};

const sharedAccount: Lesson = {
  code: 'SHARED_ACCOUNT',
  severity: 'warning',
  why: `Concurrency is the account's: a load test on staging throttles production.`,
  next: 'Give production an account of its own, or reserve concurrency for what must not be throttled.',
  find: ({ environment }, { environments }) => {
    const others = environments.filter(
      ({ name, target, accountId, region }) =>
        name !== environment.name &&
        target === 'aws' &&
        environment.target === 'aws' &&
        accountId !== undefined &&
        accountId === environment.accountId &&
        region === environment.region,
    );
    if (others.length === 0) return [];
    const names = others.map(({ name }) => name).join(', ');
    return [{ subject, what: `${environment.name} shares account ${environment.accountId} with ${names}.` }];
  },
};

const noSmokeTest: Lesson = {
  code: 'NO_SMOKE_TEST',
  severity: 'warning',
  why: 'Without a test nothing tells a broken release from a good one before it is live.',
  next: "Add one: smoke: [{ request: 'GET /health' }].",
  find: ({ routes, smoke }) =>
    routes.length > 0 && smoke.length === 0 ? [{ subject, what: 'It has routes and no smoke test.' }] : [],
};

const untestedFunction: Lesson = {
  code: 'UNTESTED_FUNCTION',
  severity: 'note',
  why: 'A function that no smoke test calls goes live unproven: it may not even start.',
  next: "Add a request of one of its routes to smoke, or an event: { invoke: 'invoice', event: {} }.",
  find: (service) => {
    if (service.smoke.length === 0) return [];
    const tested = new Set(service.smoke.map((test) => calledBy(test, service)));
    const used = service.functions.filter(
      ({ key, events }) => events.length > 0 || service.routes.some((route) => route.function === key),
    );
    const untested = used.filter(({ key }) => !tested.has(key)).map(({ key }) => key);
    return untested.length === 0 ? [] : [{ subject, what: `No smoke test calls ${untested.join(', ')}.` }];
  },
};

/** One that an authorizer is to turn away calls no function. */
function calledBy(test: SmokeTest, { routes }: Service): string | undefined {
  if (test.kind === 'invoke') return test.function;
  return [401, 403].includes(test.expect.status) ? undefined : routeOf(routes, test)?.function;
}

const maxAnswerBytes = 6 * 1024 * 1024;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largeAnswer: Lesson = {
  code: 'LARGE_ANSWER',
  severity: 'warning',
  why: 'A function answers 6 MB at most, as JSON: binary bodies grow by a third in it. Beyond that callers get 500.',
  next: 'Page it, or put it into a bucket and answer with a signed URL.',
  find: (_service, { answerBytes = {} }) =>
    Object.entries(answerBytes)
      .filter(([, bytes]) => bytes > 0.7 * maxAnswerBytes)
      .map(([name, bytes]) => ({ subject: `smoke test ${name}`, what: `It was answered with ${bytes} bytes.` })),
};

export const serviceLessons: readonly Lesson[] = [
  databaseConnections,
  sharedAccount,
  noSmokeTest,
  untestedFunction,
  largeAnswer,
];
