import { defaultBake } from '../../../src/model/strategy.ts';
import type { MemoryAws } from '../memory/memory-aws.ts';
import { emptyAws } from '../memory/memory-aws.ts';
import {
  abortOf,
  deployTo,
  fastClock,
  promoteOf,
  pruneOf,
  type Ran,
  rollBack,
  type RunnerOptions,
} from '../memory/runner.ts';
import type { Clock } from '../../../src/release/clock.ts';
import type { Outcome } from '../../../src/release/events.ts';
import type { EventSource, Policy } from '../../../src/model/service.ts';
import type { Shape } from '../a-service.ts';
import { Fire } from './faults.ts';

export interface Scenario {
  readonly name: string;
  readonly given: (aws: MemoryAws) => Promise<void>;
  readonly when: (aws: MemoryAws, how: RunnerOptions) => Promise<Ran<Outcome>>;
  /** Releases a caller may see at any time; `404`: nothing was live before. */
  readonly allowed: readonly string[];
  /** What the run after a fault is to bring about. */
  readonly wanted: Shape;
}

const one: Shape = {
  code: { main: 'one', invoice: 'pdf', payments: 'queue' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'POST /orders/{id}/invoice': 'invoice' },
  queues: { payments: 'payments' },
  provisioned: { main: 1 },
  reserved: { main: 4, invoice: 3 },
  change: { tags: { team: 'till', owner: 'ada' } },
};
const withMain = (main: string): Shape => ({ ...one, code: { ...one.code, main } });
const codeOnly = withMain('two');
const everything: Shape = {
  code: { main: 'two', invoice: 'pdf 2', payments: 'queue 2', extra: 'more' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'GET /extra': 'extra' },
  queues: { payments: 'payments', extra: 'jobs' },
  environment: { COLOR: 'green' },
  provisioned: { main: 1 },
  // One grows, one goes, one comes.
  reserved: { main: 6, extra: 2 },
  change: { tags: { team: 'shop' } },
};

/** Without the queue, which a prune leaves alone for what may be in it, and then all that belongs to it. */
const roomier: Shape = { ...everything, queues: one.queues ?? {} };

const changes: EventSource = {
  kind: 'dynamodb',
  name: 'changes',
  arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-11-01T00:00:00.000',
  batchSize: 100,
  batchWindowSeconds: 0,
  reportBatchItemFailures: true,
  filterPatterns: [],
  startingPosition: { at: 'trim-horizon' },
  bisectOnError: false,
  maximumRetries: 3,
  maximumAgeSeconds: -1,
  parallelization: 1,
};
const uploads: EventSource = {
  kind: 's3',
  name: 'uploads',
  bucket: 'pictures',
  events: ['s3:ObjectCreated:*'],
  prefix: '',
  suffix: '',
};
const nightly: EventSource = { kind: 'schedule', name: 'nightly', expression: 'rate(1 day)' };
const sales: EventSource = { kind: 'bus', name: 'sales', bus: 'default', pattern: { source: ['shop'] } };
const world = (topic: string): EventSource => ({
  kind: 'topic',
  name: 'world',
  arn: `arn:aws:sns:eu-west-1:111122223333:${topic}`,
  filterScope: 'attributes',
});
/** The stream goes to another function, the bucket and the schedule to nobody, a rule comes. */
const fed: Shape = {
  code: { main: 'one', work: 'same', other: 'same' },
  events: { work: [changes, uploads, nightly] },
};
const fedOtherwise: Shape = { code: { ...fed.code, main: 'two' }, events: { work: [sales], other: [changes] } };
const news = { kind: 'topic', name: 'news', filterScope: 'attributes' } as const;
const refusing = (Action: string): readonly Policy[] => [
  { kind: 'statement', statement: { Effect: 'Deny', Action, Resource: '*' } },
];
/** What the foundation holds of events and roles changes: when rules ring, which messages come, what is denied. */
const felt: Shape = {
  code: { main: 'one', work: 'same' },
  events: { work: [nightly, sales, { ...news, filter: { kind: ['sale'] } }, world('a')] },
  queues: { work: 'jobs' },
};
const feltOtherwise: Shape = {
  ...felt,
  code: { main: 'two', work: 'same' },
  events: {
    work: [
      { ...nightly, expression: 'rate(2 days)' },
      { ...sales, bus: 'shops', pattern: { source: ['till'] } },
      { ...news, filter: { kind: { sort: ['gossip'] } }, filterScope: 'body' },
      world('b'),
    ],
  },
  policies: { main: refusing('s3:GetObject'), work: refusing('s3:*') },
};
/** Routes that come and go with code that changes, a tenth of the calls first. */
const otherRoutes: Shape = {
  ...codeOnly,
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'GET /added': 'main' },
};
const shared: Shape = {
  ...otherRoutes,
  change: {
    ...one.change,
    strategy: { kind: 'canary', percent: 10, stepMs: 30_000 },
    bake: { ...defaultBake, alarms: ['red'] },
  },
};

const held: Shape = { ...codeOnly, change: { strategy: { kind: 'manual' } } };

/** Killed while r2 had its tenth, hours ago: nobody holds the lock any more. */
async function leftShare(aws: MemoryAws): Promise<void> {
  await deployTo(aws, one);
  const clock = (): Clock => fastClock(Date.parse('2026-11-21T02:00:00Z'));
  const { calls } = await deployTo(structuredClone(aws), shared, { clock: clock() });
  const fire = new Fire({ name: 'killed after', at: calls.indexOf('updateStage') + 1 });
  const interceptor = fire.forRun(new AbortController());
  await deployTo(aws, shared, { clock: clock(), interceptor }).catch(() => undefined);
}

const deployed =
  (...shapes: readonly Shape[]): Scenario['given'] =>
  async (aws) => {
    for (const shape of shapes) await deployTo(aws, shape);
  };

const deploying = (name: string, given: readonly Shape[], wanted: Shape): Scenario => ({
  name,
  given: deployed(...given),
  when: (aws, how) => deployTo(aws, wanted, how),
  allowed: [given.length === 0 ? '404' : `r${given.length}`, `r${given.length + 1}`],
  wanted,
});

/** One for each way to change what is live. */
export const usual: readonly Scenario[] = [
  deploying('a first deploy', [], one),
  deploying('a code-only deploy', [one], codeOnly),
  deploying('a deploy that changes everything', [one], everything),
  deploying('a deploy that moves events', [fed], fedOtherwise),
  {
    name: 'a rollback that brings events back',
    given: deployed(fed, fedOtherwise),
    when: (aws, how) => rollBack(aws, fedOtherwise, undefined, how),
    allowed: ['r1', 'r2'],
    wanted: fed,
  },
  {
    name: 'a canary',
    given: deployed(one),
    when: (aws, how) => deployTo(aws, shared, how),
    allowed: ['r1', 'r2-10', 'r2'],
    // However it goes live: the run after the fault need not give it a share first.
    wanted: otherRoutes,
  },
  {
    name: 'a rollback',
    given: deployed(one, codeOnly),
    when: (aws, how) => rollBack(aws, one, undefined, how),
    allowed: ['r1', 'r2'],
    wanted: one,
  },
  {
    name: 'a prune',
    given: deployed(...['1', '2', '3', '4', '5'].map(withMain)),
    when: (aws, how) => pruneOf(aws, withMain('5'), 1, how),
    allowed: ['r5'],
    wanted: withMain('5'),
  },
];

/** What more of a service changes, and ways through what others left. */
export const rarer: readonly Scenario[] = [
  deploying('a deploy that changes what events and roles are', [felt], feltOtherwise),
  {
    name: 'a rollback that brings back what events and roles were',
    given: deployed(felt, feltOtherwise),
    when: (aws, how) => rollBack(aws, feltOtherwise, undefined, how),
    allowed: ['r1', 'r2'],
    wanted: felt,
  },
  {
    name: 'a rollback that brings routes, warmth and reservations back',
    given: deployed(one, roomier),
    when: (aws, how) => rollBack(aws, roomier, undefined, how),
    allowed: ['r1', 'r2'],
    wanted: one,
  },
  {
    name: 'a deploy that waits on the preview',
    given: deployed(one),
    when: (aws, how) => deployTo(aws, held, how),
    allowed: ['r1'],
    wanted: codeOnly,
  },
  {
    name: 'a promotion of what waits on the preview',
    given: deployed(one, held),
    when: (aws, how) => promoteOf(aws, held, how),
    allowed: ['r1', 'r2'],
    wanted: codeOnly,
  },
  {
    name: 'what waits on the preview, given up',
    given: deployed(one, held),
    when: (aws, how) => abortOf(aws, held, how),
    allowed: ['r1'],
    wanted: one,
  },
  {
    name: 'a deploy over a share that a dead run left',
    given: leftShare,
    when: (aws, how) => deployTo(aws, codeOnly, how),
    allowed: ['r2-10', 'r1', 'r3'],
    wanted: codeOnly,
  },
  {
    name: 'a rollback of a share that a dead run left',
    given: leftShare,
    when: (aws, how) => rollBack(aws, shared, undefined, how),
    allowed: ['r2-10', 'r1'],
    wanted: one,
  },
];

export const scenarios: readonly Scenario[] = [...usual, ...rarer];

/** The world before the fault, made once and copied for each case. */
export function worlds(scenario: Scenario): () => Promise<MemoryAws> {
  let made: Promise<MemoryAws> | undefined;
  const make = async (): Promise<MemoryAws> => {
    const aws = emptyAws();
    await scenario.given(aws);
    return aws;
  };
  return async () => structuredClone(await (made ??= make()));
}
