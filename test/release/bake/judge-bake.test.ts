import type { BakedFunction, BakeReport, MeasuredVersion } from '../../../src/release/bake/bake-report.ts';
import { judgeBake } from '../../../src/release/bake/judge-bake.ts';
import { defaultBake, type Bake } from '../../../src/model/strategy.ts';

const measured = (version: string, numbers: Partial<MeasuredVersion> = {}): MeasuredVersion => ({
  version,
  invocations: 1000,
  errors: 0,
  throttles: 0,
  ...numbers,
});
const one = (now: Partial<MeasuredVersion>, live: Partial<MeasuredVersion> | 'new' = {}): BakedFunction => ({
  key: 'main',
  now: measured('13', now),
  ...(live === 'new' ? {} : { live: measured('12', live) }),
});
const report = (functions: readonly BakedFunction[], more: Partial<BakeReport> = {}): BakeReport => ({
  release: 'r2',
  percent: 10,
  leftMs: 0,
  functions,
  alarms: [],
  probes: 0,
  failedProbes: 0,
  ...more,
});
const rules = (more: Partial<Bake> = {}): Bake => ({ ...defaultBake, ...more });
const p99 = (p99Ms: number): Partial<MeasuredVersion> => ({ p99Ms, p50Ms: 1 });

test.each<[string, BakedFunction, Partial<Bake>]>([
  ['nothing failed', one({}), {}],
  ['as many failed as of the live one', one({ errors: 50 }, { errors: 50 }), {}],
  ['a per cent more, which is allowed', one({ errors: 60 }, { errors: 50 }), {}],
  ['two failures, which may be bad luck', one({ invocations: 20, errors: 2 }), {}],
  ['slow first calls of new environments, among some hundred', one({ invocations: 400, ...p99(900) }, p99(10)), {}],
  ['fewer throttled than the live one', one({ throttles: 10 }, { throttles: 100 }), {}],
  ['twice as long, and the slack', one(p99(220), p99(100)), {}],
  ['slow at the 99th of few, which is a cold start', one({ invocations: 50, ...p99(900) }, p99(100)), {}],
  ['slow, where the live one has too few calls to tell', one(p99(900), { invocations: 3, ...p99(100) }), {}],
  ['slow, where there is no live one', one(p99(900), 'new'), {}],
  ['no durations', one({}, p99(100)), {}],
  ['more failures than usual, which the config allows', one({ errors: 90 }), { errorRate: 0.1 }],
])('good: %s', (_what, baked, more) => {
  expect(judgeBake(report([baked]), rules(more))).toEqual({ problems: [], undecided: [] });
});

test.each<[string, BakedFunction, Partial<Bake>, string]>([
  [
    'more than a per cent more failed',
    one({ errors: 61 }, { errors: 50 }),
    {},
    "main v13: 6.1 % of 1000 invocations failed (5 % of v12's 1000; 1 % more is allowed)",
  ],
  [
    'failures of a function that is new',
    one({ invocations: 100, errors: 3 }, 'new'),
    {},
    'main v13: 3 % of 100 invocations failed (none were expected; 1 % more is allowed)',
  ],
  [
    'failures, where the live one was called too seldom to excuse them',
    one({ errors: 500 }, { invocations: 2, errors: 2 }),
    {},
    'main v13: 50 % of 1000 invocations failed (none were expected; 1 % more is allowed)',
  ],
  [
    'throttled, the calls that were turned away counted',
    one({ invocations: 900, throttles: 100 }),
    {},
    'main v13: 10 % of 1000 requests were throttled (v12: 0 %; 1 % more is allowed)',
  ],
  [
    'all turned away, and so not one invocation',
    one({ invocations: 0, throttles: 40 }, 'new'),
    {},
    'main v13: 100 % of 40 requests were throttled (none were expected; 1 % more is allowed)',
  ],
  [
    'more than twice as long',
    one(p99(221), p99(100)),
    {},
    'main v13: p99 221 ms (v12: 100 ms; 2 times as long is allowed)',
  ],
  [
    'slow in the middle, of few',
    one({ invocations: 50, p50Ms: 221, p99Ms: 300 }, { p50Ms: 100, p99Ms: 300 }),
    {},
    'main v13: p50 221 ms (v12: 100 ms; 2 times as long is allowed)',
  ],
  [
    'slower than a stricter config allows',
    one(p99(180), p99(100)),
    { latency: 1.5 },
    'main v13: p99 180 ms (v12: 100 ms; 1.5 times as long is allowed)',
  ],
])('bad: %s', (_what, baked, more, sentence) => {
  expect(judgeBake(report([baked]), rules(more))).toEqual({ problems: [sentence], undecided: [] });
});

test('too few requests decide nothing, however bad they are, and are told', () => {
  const few = one({ invocations: 9, errors: 9, throttles: 10, ...p99(9000) });
  expect(judgeBake(report([few]), rules())).toEqual({ problems: [], undecided: ['main (19 of 20)'] });
  expect(judgeBake(report([one({ invocations: 0 })]), rules({ minRequests: 0 })).undecided).toEqual(['main (0 of 0)']);
});

test('each function is judged for itself', () => {
  const bad = { ...one({ errors: 900 }), key: 'invoice' };
  const { problems } = judgeBake(report([one({}), bad]), rules());
  expect(problems).toEqual([expect.stringMatching(/^invoice v13: 90 %/)]);
});

test.each([
  [0, 0, 0],
  [30, 2, 0],
  [400, 4, 0],
  [30, 3, 1],
  [30, 30, 1],
])('of %d own requests %d not answered as expected: %d problems', (probes, failedProbes, count) => {
  expect(judgeBake(report([], { probes, failedProbes }), rules()).problems).toHaveLength(count);
});
