import { makeWatch, type WatchInput } from '../../src/config/normalise/make-watch.ts';
import { aConfig, mistakesOf } from './check-written.ts';

const all = { errors: 5, throttles: 1, gateway5xx: 5, loops: 1, queueAge: 900, deadLetters: 1 };
const topic = 'arn:aws:sns:eu-west-1:123456789012:on-call';

test.each<[string, readonly (WatchInput | undefined)[], object]>([
  ['nothing', [undefined, undefined], { dashboard: true, alarms: all, notify: [] }],
  ['no', [false], { dashboard: false, alarms: {}, notify: [] }],
  ['yes after no', [false, true], { dashboard: true, alarms: all, notify: [] }],
  ['one threshold', [{ alarms: { errors: 1 } }], { alarms: { ...all, errors: 1 } }],
  ['one alarm after none', [{ alarms: false }, { alarms: { errors: 1 } }], { alarms: { errors: 1 } }],
  ['whom to tell, then a threshold', [{ notify: topic }, { alarms: { errors: 1 } }], { notify: [topic] }],
])('where the config says %s, that is watched', (_what, places, expected) => {
  expect(makeWatch(places)).toMatchObject(expected);
});

test('one alarm can be left out', () => {
  const { loops: _left, ...others } = all;
  expect(makeWatch([{ alarms: { loops: false } }]).alarms).toEqual(others);
});

test('what cannot be a threshold or a topic is refused', () => {
  expect(mistakesOf(aConfig({ watch: { alarms: { errors: 0 }, notify: 'me' } }))).toEqual([
    expect.stringContaining('services.orders.watch.alarms.errors: must be between 1 and 1000000 (got 0)'),
    expect.stringContaining('services.orders.watch.notify: must be an ARN'),
  ]);
});
