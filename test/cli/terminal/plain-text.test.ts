import { formatAgo, formatBytes, formatDifference, formatDuration } from '../../../src/cli/terminal/format.ts';
import { plainLine, plainText } from '../../../src/cli/terminal/plain-text.ts';
import { renderTable } from '../../../src/cli/terminal/table.ts';
import { wrapWords } from '../../../src/cli/terminal/wrap-words.ts';

test.each([
  ['colours', '\u001B[31mred\u001B[0m', 'red'],
  ['a window title', '\u001B]0;owned\u0007text', 'text'],
  ['cursor movement', 'a\u001B[2J\u001B[Hb', 'ab'],
  ['the one-byte control sequence introducer', 'a\u009B31mb', 'ab'],
  ['a carriage return that overwrites the line', 'failed\rok', 'failedok'],
  ['bidirectional overrides', 'a\u202Eb\u2066c', 'abc'],
  ['bell and backspace', 'a\u0007\bb', 'ab'],
])('%s of others never reach the terminal', (_, hostile, shown) => {
  expect(plainText(hostile)).toBe(shown);
});

test('lines and tabs survive in text, not in a line', () => {
  expect(plainText('a\r\n\tb')).toBe('a\n\tb');
  expect(plainLine('a\r\n\tb ')).toBe('a b');
});

test.each([
  [340, '340 ms'],
  [12_345, '12.3 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (ms, shown) => expect(formatDuration(ms)).toBe(shown));

test.each([
  [0, '0 B'],
  [1536, '1.5 KB'],
  [262_144_000, '250.0 MB'],
])('%d bytes are %s', (bytes, shown) => expect(formatBytes(bytes)).toBe(shown));

test('a difference has its sign, and none is nothing', () => {
  expect([1536, -3, 0].map(formatDifference)).toEqual(['+1.5 KB', '-3 B', '']);
});

test.each([
  ['2026-11-21T12:00:00Z', 'just now'],
  ['2026-11-21T11:00:00Z', '1 h ago'],
  ['2026-11-18T12:00:00Z', '3 d ago'],
  ['not a time', 'not a time'],
])('%s was %s', (at, shown) => expect(formatAgo(at, new Date('2026-11-21T12:00:30Z'))).toBe(shown));

test('a table aligns its columns, colours or not, and leaves out empty ones', () => {
  expect(
    renderTable([
      ['a', '', 'long'],
      ['\u001B[31mbbb\u001B[39m', '', 'x'],
    ]),
  ).toEqual(['a    long', '\u001B[31mbbb\u001B[39m  x']);
});

test('words wrap, a long one stays whole', () => {
  expect(wrapWords('one two three four five six https://example.com/a/long/address', 20)).toBe(
    'one two three four\nfive six\nhttps://example.com/a/long/address',
  );
});
