import { CloudError } from '../../src/release/cloud.ts';
import { type MemoryAws, emptyAws } from './memory/memory-aws.ts';
import type { Call, Interceptor } from './memory/memory-cloud.ts';
import { callLive, deployTo, fastClock, pruneOf, rollBack, statusOf } from './memory/runner.ts';
import type { Shape } from './a-service.ts';

// Generated from what each scenario really calls, so that a new step is covered the day it is added: every fault at
// every call, then a second run from another, empty machine. See design.md 3.

const one: Shape = {
  code: { main: 'one', invoice: 'pdf', payments: 'queue' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'POST /orders/{id}/invoice': 'invoice' },
  queues: { payments: 'payments' },
  provisioned: { main: 1 },
};
const codeOnly: Shape = { ...one, code: { ...one.code, main: 'two' } };
const everything: Shape = {
  code: { main: 'two', invoice: 'pdf 2', payments: 'queue 2', extra: 'more' },
  routes: { 'GET /health': 'main', 'GET /orders': 'main', 'GET /extra': 'extra' },
  queues: { payments: 'payments', extra: 'jobs' },
  environment: { COLOR: 'green' },
  provisioned: { main: 1 },
};

interface Scenario {
  readonly name: string;
  readonly given: (aws: MemoryAws) => Promise<void>;
  readonly when: (
    aws: MemoryAws,
    interceptor: Interceptor,
    signal?: AbortSignal,
  ) => Promise<{ calls: readonly string[] }>;
  /** Releases a caller may see at any time; `404`: nothing was live before. */
  readonly allowed: readonly string[];
  readonly wanted: Shape;
}

const deployOf =
  (shape: Shape): Scenario['when'] =>
  (aws, interceptor, signal) =>
    deployTo(aws, shape, { interceptor, ...(signal ? { signal } : {}) });

const scenarios: readonly Scenario[] = [
  { name: 'a first deploy', given: async () => undefined, when: deployOf(one), allowed: ['404', 'r1'], wanted: one },
  {
    name: 'a code-only deploy',
    given: async (aws) => void (await deployTo(aws, one)),
    when: deployOf(codeOnly),
    allowed: ['r1', 'r2'],
    wanted: codeOnly,
  },
  {
    name: 'a deploy that changes everything',
    given: async (aws) => void (await deployTo(aws, one)),
    when: deployOf(everything),
    allowed: ['r1', 'r2'],
    wanted: everything,
  },
  {
    name: 'a rollback',
    given: async (aws) => {
      await deployTo(aws, one);
      await deployTo(aws, codeOnly);
    },
    when: (aws, interceptor, signal) => rollBack(aws, one, undefined, { interceptor, ...(signal ? { signal } : {}) }),
    allowed: ['r1', 'r2'],
    wanted: one,
  },
  {
    name: 'a prune',
    given: async (aws) => {
      for (const main of ['1', '2', '3', '4', '5']) await deployTo(aws, { ...one, code: { ...one.code, main } });
    },
    when: (aws, interceptor, signal) =>
      pruneOf(aws, { ...one, code: { ...one.code, main: '5' } }, 1, { interceptor, ...(signal ? { signal } : {}) }),
    allowed: ['r5'],
    wanted: { ...one, code: { ...one.code, main: '5' } },
  },
];

type Fault = (at: number, stop: AbortController) => Interceptor;

const throwing = (name: string, status: number, uncertain: boolean) => (): never => {
  throw new CloudError(name, name, { operation: 'any', status, uncertain });
};

const at =
  (number: number, effect: (call: Call) => void) =>
  (call: Call): void => {
    if (call.number === number) effect(call);
  };

/** A killed process makes no call any more: neither its own next one nor its undo's. */
const dead = (isDead: (call: Call) => boolean): Pick<Interceptor, 'before'> => ({
  before: (call) => {
    if (isDead(call)) throw new CloudError('Killed', 'killed', { operation: 'any' });
  },
});

const faults: Readonly<Record<string, Fault>> = {
  'throttled for good': (number) => ({ before: at(number, throwing('TooManyRequestsException', 429, false)) }),
  '500 before the effect': (number) => ({ before: at(number, throwing('ServiceException', 500, true)) }),
  '500 after the effect': (number) => ({ after: at(number, throwing('ServiceException', 500, true)) }),
  'connection dropped before': (number) => ({ before: at(number, throwing('TimeoutError', 0, true)) }),
  'connection dropped after': (number) => ({ after: at(number, throwing('TimeoutError', 0, true)) }),
  'answer lost and retried': (number) => ({ repeated: (call) => call.number === number }),
  'killed before': (number) => dead((call) => call.number >= number),
  'killed after': (number) => dead((call) => call.number > number),
  'interrupted before': (number, stop) => ({ before: at(number, () => stop.abort(new Error('SIGINT'))) }),
  'interrupted after': (number, stop) => ({ after: at(number, () => stop.abort(new Error('SIGTERM'))) }),
};

async function prepared(scenario: Scenario): Promise<MemoryAws> {
  const aws = emptyAws();
  await scenario.given(aws);
  return aws;
}

async function callsOf(scenario: Scenario): Promise<number> {
  return (await scenario.when(await prepared(scenario), {})).calls.length;
}

/** What must hold whatever happened: routes answer, status tells the truth, a later run converges. */
async function expectSound(aws: MemoryAws, scenario: Scenario, label: string): Promise<void> {
  const seen = await callLive(aws);
  expect([label, scenario.allowed]).toEqual([label, expect.arrayContaining([seen])]);
  const later = fastClock(Date.parse('2026-11-21T09:00:00Z'));
  const status = await statusOf(aws, scenario.wanted, later);
  expect([label, status.live?.name ?? '404']).toEqual([label, seen]);
  const again = await deployTo(aws, scenario.wanted, { clock: later, request: { unpin: true } });
  expect([label, await callLive(aws)]).toEqual([label, again.result.live]);
  const after = await statusOf(aws, scenario.wanted, later);
  expect([label, after.unfinished, after.lock]).toEqual([label, [], undefined]);
  const warmed = [...aws.functions].flatMap(([name, found]) => {
    const live = after.functions.find(({ lambdaName }) => lambdaName === name);
    return live?.version ? [...found.provisioned.keys()].map((version) => [version, live.version]) : [];
  });
  expect([label, warmed.filter(([version, live]) => version !== live)]).toEqual([label, []]);
  expect([label, (await deployTo(aws, scenario.wanted, { clock: later })).result.result]).toEqual([label, 'unchanged']);
}

let cases = 0;

const promise =
  'A fault at any AWS call (throttled, failed, answer lost, killed, interrupted) is never noticed by callers, and the next run converges, from another, empty machine';

describe.each(scenarios)(`${promise}: $name`, (scenario) => {
  test.each(Object.keys(faults))('%s, at every call', async (name) => {
    const total = await callsOf(scenario);
    expect(total).toBeGreaterThan(0);
    for (let number = 1; number <= total; number++) {
      const aws = await prepared(scenario);
      const stop = new AbortController();
      const interceptor = (faults[name] as Fault)(number, stop);
      await scenario.when(aws, interceptor, stop.signal).catch(() => undefined);
      await expectSound(aws, scenario, `${name} at call ${number} of ${total}`);
      cases++;
    }
  });
});

afterAll(() => {
  process.stderr.write(`crash matrix on memory: ${cases} cases\n`);
});
