import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeNotifier } from '../../../src/cli/notify/make-notifier.ts';
import type { NotifyTarget } from '../../../src/config/loaded-config.ts';
import { smokeFailed, needsPerson } from '../../../src/errors/catalogue/release-errors.ts';
import type { Outcome } from '../../../src/release/events.ts';

let answers: number[] = [];
const received: { text: string; event?: string }[] = [];
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push(JSON.parse(body) as { text: string });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token`;
});
afterAll(() => server.close());
beforeEach(() => {
  received.length = 0;
  answers = [];
});

const facts = { service: 'orders', environment: 'production', actor: 'ada@github' };
const hook: NotifyTarget = {
  urlFrom: 'HOOK',
  format: 'slack',
  on: ['started', 'live', 'on-preview', 'undone', 'needs-person'],
  environments: ['production'],
};
const outcome = (result: Outcome['result'], more: Partial<Outcome> = {}): Outcome => ({
  result,
  service: 'orders',
  environment: 'production',
  live: 'r17',
  totalMs: 1,
  awsCalls: {},
  smoke: [],
  notes: [],
  ...more,
});
const notifier = (targets: readonly NotifyTarget[], env: NodeJS.ProcessEnv = { HOOK: url }) =>
  makeNotifier({ notify: targets }, facts, env, { pausesMs: [1, 1], timeoutMs: 2000 });

test('the beginning and the end of a run are told in words that Slack takes', async () => {
  const one = notifier([hook]);
  one.observe({ kind: 'started', runId: '1', service: 'orders', environment: 'production', action: 'deploy' });
  one.observe({ kind: 'phase-started', phase: 'lock' });
  one.observe({ kind: 'phase-started', phase: 'publish' });
  expect(await one.end({ outcome: outcome('live', { previous: 'r16' }) })).toEqual([]);
  expect(received.map((body) => Object.keys(body))).toEqual([['text'], ['text']]);
  expect(received.map(({ text }) => text).toSorted()).toEqual(
    [
      '⏳ orders in production: deploy by ada@github has begun',
      '✅ orders in production: r17 is live, was r16 (deploy by ada@github)',
    ].toSorted(),
  );
});

test('a run that was undone says why, what is live, and the code', async () => {
  const error = smokeFailed('GET /health', 'preview', 'Authorization: Bearer hush');
  await notifier([{ ...hook, format: 'json' }]).end({ outcome: outcome('undone', { live: 'r16' }), error });
  expect(received).toEqual([expect.objectContaining({ event: 'undone', live: 'r16', code: 'SMOKE_FAILED' })]);
  expect(received[0]?.text).toContain(
    'was undone: smoke test failed on preview: GET /health (SMOKE_FAILED); r16 is live',
  );
  expect(JSON.stringify(received)).not.toContain('hush');
});

test('a release that waits on the preview is said with what to type', async () => {
  const end = {
    outcome: outcome('on-preview', { live: 'r16', waiting: 'r17', previewUrl: 'https://a.example/ship-preview' }),
  };
  await notifier([{ ...hook, format: 'json' }]).end(end);
  expect(received).toEqual([
    expect.objectContaining({
      event: 'on-preview',
      live: 'r16',
      waiting: 'r17',
      previewUrl: 'https://a.example/ship-preview',
    }),
  ]);
  expect(received[0]?.text).toContain('r17 waits on the preview, r16 is live');
  expect(received[0]?.text).toContain('ship promote-preview orders --env production');
});

test('a run that needs a person says where to look', async () => {
  await notifier([hook]).end({ error: needsPerson('the switch back failed', 'no answer', []) });
  expect(received[0]?.text).toContain('needs a person');
  expect(received[0]?.text).toContain('ship status orders --env production');
});

test.each(['unchanged', 'planned', 'refused', 'interrupted'] as const)(
  'a run that ends %s tells nobody',
  async (result) => {
    await notifier([hook]).end({ outcome: outcome(result) });
    expect(received).toEqual([]);
  },
);

test('a webhook of other environments or other moments is not told', async () => {
  await notifier([
    { ...hook, environments: ['staging'] },
    { ...hook, on: ['undone'] },
  ]).end({ outcome: outcome('live') });
  expect(received).toEqual([]);
});

test('an answer of 500 is tried again', async () => {
  answers = [500, 429, 200];
  expect(await notifier([hook]).end({ outcome: outcome('live') })).toEqual([]);
  expect(received).toHaveLength(3);
});

test('a webhook that never takes it is a sentence without its URL, not a failure', async () => {
  answers = [404];
  const refused = await notifier([hook]).end({ outcome: outcome('live') });
  expect(refused).toEqual(['the webhook of HOOK was not told that the run is live: HTTP 404']);
  const dead = await notifier([hook], { HOOK: 'http://127.0.0.1:9/secret-token' }).end({ outcome: outcome('live') });
  expect(dead[0]).toMatch(/^the webhook of HOOK was not told that the run is live: no answer \(/);
  expect(dead.join('')).not.toContain('secret-token');
  const unset = await notifier([hook], {}).end({ outcome: outcome('live') });
  expect(unset).toEqual(['nobody was told: the variable HOOK is not set']);
});

test('what an error says calls nobody in Slack; a program gets it as it is', async () => {
  const error = smokeFailed('<!channel> & more', 'preview', 'HTTP 500');
  const one = notifier([hook, { ...hook, format: 'json' }]);
  await one.end({ error, outcome: outcome('undone') });
  const [slack, json] = received.toSorted((a, b) => Object.keys(a).length - Object.keys(b).length);
  expect(slack?.text).toContain('&lt;!channel&gt; &amp; more');
  expect(json?.text).toContain('<!channel> & more');
});
