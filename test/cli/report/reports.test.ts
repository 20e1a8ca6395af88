import { makeListReport } from '../../../src/cli/report/list-report.ts';
import { makeLinesReport } from '../../../src/cli/report/lines-report.ts';
import { makeLiveKnowledge } from '../../../src/cli/report/live-knowledge.ts';
import { makeNdjsonReport } from '../../../src/cli/report/ndjson-report.ts';
import { makeColors } from '../../../src/cli/terminal/colors.ts';
import type { Terminal } from '../../../src/cli/terminal/terminal.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aPlan, aStep, anOutcome, smokeError } from '../plans.ts';

function aTerminal(): Terminal & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const colors = makeColors({ enabled: false });
  return {
    lines,
    cwd: '/',
    env: {},
    out: () => undefined,
    outColors: colors,
    err: (text) => void lines.push(text),
    errColors: colors,
    isWatched: false,
    canAsk: false,
    width: Infinity,
    outWidth: 80,
  };
}

const publish = aStep('publish-main', 'publish', 'publish-version');
const switching = aStep('switch', 'switch', 'switch-stage');
const run: readonly RunEvent[] = [
  { kind: 'started', runId: 'x1', service: 'orders', environment: 'production', action: 'deploy' },
  { kind: 'preparing', what: 'look', title: 'Look' },
  { kind: 'prepared', what: 'look', ms: 40 },
  { kind: 'planned', plan: aPlan() },
  { kind: 'phase-started', phase: 'publish' },
  { kind: 'step-started', step: publish },
  { kind: 'step-progress', step: publish, text: 'In\u001B[2JProgress' },
  { kind: 'step-done', step: publish, ms: 1234, note: 'version 12' },
  { kind: 'step-failed', step: switching, ms: 5, error: smokeError },
  { kind: 'undo-started', reason: 'it failed' },
  { kind: 'undone', title: 'Back on r17', ms: 40 },
  { kind: 'note', level: 'warning', text: 'mind the gap' },
  { kind: 'ended', outcome: anOutcome({ result: 'undone', live: 'r17' }) },
];

test('off a terminal there is a line per event, with seconds', () => {
  const terminal = aTerminal();
  let now = 0;
  const { report } = makeLinesReport(terminal, { now: () => (now += 500) });
  for (const event of run) report(event);
  expect(terminal.lines).toMatchInlineSnapshot(`
   [
     "   1s  orders: deploy to production (run x1)",
     "   1s  look: 40 ms",
     "   2s  plan: r18, 5 steps",
     "   2s  publish:",
     "   3s    … Do publish-main: InProgress",
     "   3s    ✔ Do publish-main (1.2 s): version 12",
     "   4s    ✖ Do switch (5 ms): orders: smoke test failed on preview",
     "   4s  undo: it failed",
     "   5s    ↩ Back on r17 (40 ms)",
     "   5s  warning: mind the gap",
   ]
  `);
});

test('the live list says a warning whole, on as many lines as a narrow terminal needs', async () => {
  const terminal = { ...aTerminal(), width: 32 };
  const { report, settle } = makeListReport(terminal);
  report({
    kind: 'note',
    level: 'warning',
    text: "orders.invoice: fonts are not found; bundle: { nodeModules: ['pdfkit'] }",
  });
  await settle();
  expect(terminal.lines).toEqual(["! orders.invoice: fonts are not\nfound; bundle: { nodeModules:\n['pdfkit'] }"]);
});

test('as NDJSON every event is a document of its own, errors as facts', () => {
  const terminal = aTerminal();
  const { report } = makeNdjsonReport(terminal);
  for (const event of run) report(event);
  const documents = terminal.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(documents.map(({ kind }) => kind)).toEqual(run.map(({ kind }) => kind));
  expect(documents.every(({ schema, at }) => schema === 1 && typeof at === 'string')).toBe(true);
  expect(documents.find(({ kind }) => kind === 'step-failed')).toMatchObject({
    error: { code: 'SMOKE_FAILED', next: smokeError.next },
  });
});

test.each([
  [0, 'what was live before is live, nothing was changed'],
  [4, 'r17 is live, as before'],
  [8, 'r17 is live, as before'],
])('after %d events of a run it is known what is live', (amount, expected) => {
  const knowledge = makeLiveKnowledge('orders', 'production');
  for (const event of run.slice(0, amount)) knowledge.observe(event);
  expect(knowledge.sentence()).toBe(`orders in production: ${expected}`);
});

test('between the switch and its answer, and while it is taken back, both releases may be live', () => {
  const knowledge = makeLiveKnowledge('orders', 'production');
  const events: readonly RunEvent[] = [
    { kind: 'planned', plan: aPlan() },
    { kind: 'step-started', step: switching },
  ];
  for (const event of events) knowledge.observe(event);
  expect(knowledge.sentence()).toContain('r17 or r18 is live');
  knowledge.observe({ kind: 'step-done', step: switching, ms: 30 });
  expect(knowledge.sentence()).toBe('orders in production: r18 is live');
  knowledge.observe({ kind: 'undo-started', reason: 'live test failed' });
  expect(knowledge.sentence()).toContain('r17 or r18 is live');
});
