import { makeFlags } from '../../../src/cli/command/flags.ts';
import { readSince } from '../../../src/cli/session/read-since.ts';
import type { Session } from '../../../src/cli/session/session.ts';

const now = new Date('2026-11-21T06:00:00.000Z');
const since = (text?: string): Date =>
  readSince({ flags: makeFlags(text === undefined ? {} : { since: text }) } as Session, '10m', now);

test.each([
  [undefined, '2026-11-21T05:50:00.000Z'],
  ['30s', '2026-11-21T05:59:30.000Z'],
  ['2h', '2026-11-21T04:00:00.000Z'],
  ['7d', '2026-11-14T06:00:00.000Z'],
  ['2026-11-21T05:00:00Z', '2026-11-21T05:00:00.000Z'],
])('--since %s begins at %s', (text, expected) => {
  expect(since(text).toISOString()).toBe(expected);
});

test.each(['soon', '5 minutes', '2027-01-01', '-3h'])('--since %s is refused', (text) => {
  expect(() => since(text)).toThrow('--since must be a time that has passed');
});
