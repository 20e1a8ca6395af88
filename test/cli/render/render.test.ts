import { renderError, toErrorDocument } from '../../../src/cli/render/render-error.ts';
import { renderHistory } from '../../../src/cli/render/render-history.ts';
import { renderLive } from '../../../src/cli/render/render-live.ts';
import { renderOverview } from '../../../src/cli/render/render-overview.ts';
import { renderOutcome } from '../../../src/cli/render/render-outcome.ts';
import { renderPlan } from '../../../src/cli/render/render-plan.ts';
import { renderResult } from '../../../src/cli/render/render-result.ts';
import { renderStatus } from '../../../src/cli/render/render-status.ts';
import { makeColors } from '../../../src/cli/terminal/colors.ts';
import type { HistoryEntry } from '../../../src/release/history.ts';
import type { ServiceStatus } from '../../../src/release/status.ts';
import { needsYes } from '../../../src/errors/catalogue/cli-errors.ts';
import { aPlan, anOutcome, functionChange, smokeError } from '../plans.ts';

const colors = makeColors({ enabled: false });
const now = new Date('2026-11-21T12:05:00Z');

test('an error has its five lines, and nothing in it that a terminal obeys', () => {
  expect(renderError(smokeError, { colors, width: Infinity, journal: '.ship/x.ndjson' })).toBe(
    [
      '✖ orders: smoke test failed on preview',
      '  why    GET /orders answered 500 (expected 200).',
      '         Function log: "Cannot find module \'pg\'"',
      '  next   ship deploy orders --env production',
      '         ship status orders',
      '  live   r17, untouched',
      '  code   SMOKE_FAILED · journal .ship/x.ndjson',
    ].join('\n'),
  );
});

test('on a narrow terminal the reasons wrap below themselves, what is to be typed does not', () => {
  const lines = renderError(smokeError, { colors, width: 40 }).split('\n');
  expect(lines.slice(1, 3)).toEqual(['  why    GET /orders answered 500', '         (expected 200).']);
  expect(lines).toContain('  next   ship deploy orders --env production');
});

test('the same error as a document', () => {
  expect(toErrorDocument(smokeError)).toEqual({
    code: 'SMOKE_FAILED',
    summary: 'orders: smoke test failed on preview',
    why: smokeError.why,
    next: smokeError.next,
    live: 'r17, untouched',
  });
});

test('a plan shows functions with sizes, names of variables, routes, events, foundation and steps', () => {
  const plan = aPlan({
    changes: {
      functions: [
        functionChange({
          change: 'code and configuration',
          zippedBytes: 2048,
          liveZippedBytes: 1024,
          unzippedBytes: 4096,
          environment: { added: ['TABLE'], removed: ['OLD'], changed: ['URL'] },
          settings: ['memory 512 -> 1024'],
        }),
        functionChange({ key: 'invoice', change: 'new', zippedBytes: 1024, unzippedBytes: 3072 }),
      ],
      routes: { added: ['POST /orders'], removed: ['GET /old'], changed: true },
      foundation: 'update',
      events: ['payments: queue production-orders-payments'],
    },
  });
  expect(renderPlan(plan, colors)).toMatchInlineSnapshot(`
   "orders -> production: r18 (from r17)

     functions
       ~  main     code and configuration  2.0 KB zipped  +1.0 KB  4.0 KB unzipped  (memory 512 -> 1024)
       +  invoice  new                     1.0 KB zipped           3.0 KB unzipped

     environment
       main: + TABLE  - OLD  ~ URL

     routes
       + POST /orders
       - GET /old

     events
       payments: queue production-orders-payments

     foundation
       ~ CloudFormation stack is updated

     steps
       lock       Do lock
       publish    Do publish-main
                  Do publish-invoice
       switch     Do switch
       unlock     Do unlock

     AWS calls
       reads   Lambda.GetFunction >= 2, ApiGatewayV2.GetStage
       writes  Lambda.UpdateAlias >= 2, Lambda.PublishVersion 2x, ApiGatewayV2.UpdateStage"
  `);
});

test('a plan without steps says that there is nothing to do', () => {
  const idle = aPlan({ steps: [] });
  expect(renderPlan(idle, colors)).toContain('nothing to do, r18 is live and is what the config asks for');
  expect(renderPlan(idle, colors, { action: 'prune' })).toMatch(/nothing to do$/);
});

test('a good end says what is live, where, how fast and how to go back', () => {
  const outcome = anOutcome({
    settle: { firstNewMs: 34, lastOldMs: 120, probes: 25 },
    smoke: [{ name: 'health', on: 'live', passed: true, ms: 5, marked: true }],
    notes: ['a note\u001B[2J'],
  });
  expect(renderOutcome(outcome, 'deploy', colors)).toMatchInlineSnapshot(`
   "✔ orders: r18 is live in production (12.3 s, was r17)
     url      https://abc.example
     preview  https://abc.example/ship-preview
     smoke    1 of 1 passed
     switch   new release first seen after 34 ms, old one last seen after 120 ms (25 probes)
     note     a note
     back     ship rollback orders --env production"
  `);
});

test('what a dry run has to say is shown with its plan', () => {
  const outcome = anOutcome({ result: 'planned', notes: ['a note\u001B[2J'] });
  const shown = renderResult({ service: 'orders', plan: aPlan({ steps: [] }), outcome }, 'rollback', colors);
  expect(shown).toMatch(/\n\n {2}note: a note\n\n {2}nothing was changed$/);
});

test('an unchanged service says so', () => {
  const { previous: _, ...outcome } = anOutcome({ result: 'unchanged', live: 'r17' });
  expect(renderOutcome(outcome, 'deploy', colors)).toMatch(/^✔ orders: nothing to do, r17 is live in production\n/);
});

test.each([
  ['live', { service: 'orders', outcome: anOutcome() }, 'orders r18'],
  [
    'undone',
    { service: 'orders', outcome: anOutcome({ result: 'undone', live: 'r17' }), error: smokeError },
    'orders r17',
  ],
  [
    'nothing',
    { service: 'orders', outcome: { ...anOutcome({ result: 'undone' }), live: undefined } },
    'orders nothing',
  ],
  [
    'unclear',
    { service: 'orders', outcome: { ...anOutcome({ result: 'needs-person' }), live: undefined } },
    'orders not known for sure',
  ],
  ['stuck before the switch', { service: 'orders', outcome: anOutcome({ result: 'needs-person' }) }, 'orders r18'],
  ['refused early', { service: 'orders', error: smokeError }, 'orders r17, untouched'],
  [
    'refused earlier',
    { service: 'orders', error: needsYes('Go?', 'ship deploy') },
    'orders as before, nothing was changed',
  ],
  ['not reached', { service: 'orders' }, 'orders not started, unchanged'],
])('the last line of a run that ended %s', (_, result, expected) => {
  const shown = renderLive([result], 'production', colors);
  expect(shown).toContain(`live in production: ${expected}`);
});

test('several services end in a table: what is live, what failed last, and how many had nothing to do', () => {
  const { previous: _, ...unchanged } = anOutcome({ result: 'unchanged', live: 'r17' });
  const results = [
    { service: 'auth', outcome: anOutcome({ result: 'undone', live: 'r17', totalMs: 12_000 }), error: smokeError },
    { service: 'orders', outcome: anOutcome({ service: 'orders', totalMs: 4000 }) },
    { service: 'users', outcome: unchanged },
    { service: 'mails', outcome: unchanged },
    { service: 'bills' },
    { service: 'shops', error: needsYes('Go?', 'ship deploy') },
  ];
  expect(renderOverview(results, colors)).toEqual([
    expect.stringMatching(/^ {2}✔ {2}orders {2}r18 is live, was r17 {2,}4\.0 s$/),
    expect.stringMatching(/^ {2}– {2}bills +not started +another one that it needs failed$/),
    expect.stringMatching(/^ {2}✖ {2}auth +undone, r17 is live +12\.0 s +.*smoke/i),
    expect.stringMatching(/^ {2}✖ {2}shops +refused +this has to be confirmed/),
    expect.stringMatching(/^ {2}– {2}2 of 6 +nothing to do$/),
  ]);
});

const release = {
  digest: '0123456789abcdef',
  gitSha: '4a5b6c7d8e9f',
  dirty: true,
  actor: 'ada@laptop',
  madeAt: '2026-11-21T12:00:00Z',
};

test('a status shows what is live, the way back, the pin, the lock and what is half done', () => {
  const status: ServiceStatus = {
    service: 'orders',
    environment: 'production',
    accountId: '111122223333',
    region: 'eu-west-1',
    live: { name: 'r17', ...release, message: 'faster\u001B[2J list' },
    previous: [
      { name: 'r16', ...release, dirty: false },
      { name: 'r9', ...release, message: 'first' },
    ],
    functions: [
      { key: 'main', lambdaName: 'production-orders', version: '12', liveAlias: '12' },
      { key: 'payments', lambdaName: 'production-orders-payments', version: '7', liveAlias: '6' },
    ],
    url: 'https://abc.example',
    previewUrl: 'https://abc.example/ship-preview',
    pinned: 'by ada@laptop',
    lock: {
      owner: 'bob@ci',
      purpose: 'deploy r18',
      since: '2026-11-21T12:04:00Z',
      expiresAt: '2026-11-21T12:19:00Z',
      expired: false,
    },
    stack: 'UPDATE_COMPLETE',
    unfinished: ["payments's live alias is on version 6, not 7: ship deploy orders"],
  };
  expect(renderStatus(status, colors, now)).toMatchInlineSnapshot(`
   "orders in production: r17 is live
     live     r17  0123456789abcdef  4a5b6c7d+  ada@laptop  5 min ago  faster list
     back to  r16  0123456789abcdef  4a5b6c7d   ada@laptop  5 min ago
              r9   0123456789abcdef  4a5b6c7d+  ada@laptop  5 min ago  first
     functions  main v12, payments v7 (live alias: 6)
     url        https://abc.example
     preview    https://abc.example/ship-preview
     place      account 111122223333, eu-west-1, stack UPDATE_COMPLETE
     pinned     by ada@laptop; the next deploy wants --unpin
     lock       bob@ci, deploy r18, since 1 min ago, until 2026-11-21T12:19:00Z
     ! payments's live alias is on version 6, not 7: ship deploy orders"
  `);
});

test('a history lists releases with their versions, and an empty one says so', () => {
  const about = { service: 'orders', environment: 'production' };
  const entries: readonly HistoryEntry[] = [
    { name: 'r2', ...release, state: 'live' as const, functions: { main: '3', invoice: '2' } },
    { name: 'r1', ...release, state: 'never live' as const, functions: { main: '2' }, message: 'first' },
  ];
  expect(renderHistory(about, entries, colors, now)).toMatchInlineSnapshot(`
   "orders in production
     live        r2  0123456789abcdef  4a5b6c7d+  ada@laptop  5 min ago  main v3, invoice v2
     never live  r1  0123456789abcdef  4a5b6c7d+  ada@laptop  5 min ago  main v2              first"
  `);
  expect(renderHistory(about, [], colors, now)).toBe('orders in production: AWS holds no release');
});

test('where no service was chosen the last line says so, instead of naming none', () => {
  expect(renderLive([], 'production', colors)).toBe('nothing to do in production: no service is affected');
});
