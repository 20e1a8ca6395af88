import { nextCron, parseCron, type Cron } from '../../../src/local-aws/events/cron.ts';
import { nextTime, parseSchedule, type Schedule } from '../../../src/local-aws/events/schedule-expression.ts';

const next = (cron: string, after: string): string | undefined => {
  const time = nextCron(parseCron(cron) as Cron, Date.parse(after));
  return time === undefined ? undefined : new Date(time).toISOString();
};

const cases: readonly (readonly [cron: string, after: string, next: string])[] = [
  ['0 12 * * ? *', '2026-11-21T11:59:30Z', '2026-11-21T12:00:00.000Z'],
  ['0 12 * * ? *', '2026-11-21T12:00:00Z', '2026-11-22T12:00:00.000Z'],
  ['0/15 * * * ? *', '2026-11-21T12:01:00Z', '2026-11-21T12:15:00.000Z'],
  ['0 18 ? * MON-FRI *', '2026-11-20T19:00:00Z', '2026-11-23T18:00:00.000Z'],
  ['0 8 1 * ? *', '2026-11-21T00:00:00Z', '2026-12-01T08:00:00.000Z'],
  ['0 8 L * ? *', '2026-02-01T00:00:00Z', '2026-02-28T08:00:00.000Z'],
  ['0 8 15W * ? *', '2026-08-01T00:00:00Z', '2026-08-14T08:00:00.000Z'],
  ['0 8 ? * 6L *', '2026-11-01T00:00:00Z', '2026-11-27T08:00:00.000Z'],
  ['0 8 ? * 3#2 *', '2026-11-01T00:00:00Z', '2026-11-10T08:00:00.000Z'],
  ['0 0 29 FEB ? *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ['0 0 1 1 ? 2030', '2026-01-01T00:00:00Z', '2030-01-01T00:00:00.000Z'],
  ['5,35 14 * * ? *', '2026-11-21T14:05:00Z', '2026-11-21T14:35:00.000Z'],
];
test.each(cases)('cron(%s) after %s comes at %s', (cron, after, expected) => {
  expect(next(cron, after)).toBe(expected);
});

test('a cron expression of the past never comes again', () => {
  expect(next('0 0 1 1 ? 2020', '2026-01-01T00:00:00Z')).toBeUndefined();
});

test.each(['* * * * * *', '0 12 * * ?', '60 * * * ? *', '0 12 ? * ? *', '0 12 * * MON *', 'a b c d ? *'])(
  'cron(%s) is refused',
  (text) => {
    expect(parseCron(text)).toBeUndefined();
  },
);

test.each(['rate(1 minutes)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(5 seconds)', 'every day'])(
  '%s is refused',
  (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  },
);

test('a rate counts from when its rule was enabled', () => {
  const schedule = parseSchedule('rate(5 minutes)') as Schedule;
  expect(nextTime(schedule, 1_000_000, { since: 900_000 })).toBe(1_200_000);
  expect(nextTime(schedule, 1_200_000, { since: 900_000 })).toBe(1_500_000);
});

test("a schedule's time zone moves with daylight saving", () => {
  const schedule = parseSchedule('cron(0 9 * * ? *)') as Schedule;
  const at = (now: string): string =>
    new Date(nextTime(schedule, Date.parse(now), { since: 0, timezone: 'Europe/Berlin' }) as number).toISOString();
  expect(at('2026-01-10T00:00:00Z')).toBe('2026-01-10T08:00:00.000Z');
  expect(at('2026-07-10T00:00:00Z')).toBe('2026-07-10T07:00:00.000Z');
});
