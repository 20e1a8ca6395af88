import type { LogLine } from '../../../src/aws/read-logs.ts';
import { readMerged, versionOf } from '../../../src/cli/commands/logs/read-merged.ts';
import { usualSince } from '../../../src/cli/commands/logs/run-logs.ts';
import { renderLine } from '../../../src/cli/commands/logs/render-line.ts';
import { makeColors } from '../../../src/cli/terminal/colors.ts';

const groups: Readonly<Record<string, readonly LogLine[]>> = {
  '/main': [
    { id: '1', at: '2026-11-21T06:00:00.000Z', stream: '2026/11/21/[7]ab', text: 'first\n' },
    { id: '2', at: '2026-11-21T06:00:02.000Z', stream: '2026/11/21/[8]cd', text: 'third' },
  ],
  '/invoice': [{ id: '1', at: '2026-11-21T06:00:01.000Z', stream: '2026/11/21/[$LATEST]ef', text: 'second' }],
};
const read = async (group: string): Promise<readonly LogLine[]> => groups[group] ?? [];

test('lines of several functions are one stream, each with its function and version', async () => {
  const sources = [
    { function: 'main', group: '/main' },
    { function: 'invoice', group: '/invoice' },
  ];
  const lines = await readMerged(read, sources, new Date(0));
  expect(lines.map((line) => [line.function, line.version, line.text])).toEqual([
    ['main', '7', 'first'],
    ['invoice', '$LATEST', 'second'],
    ['main', '8', 'third'],
  ]);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
});

test('who follows begins with what comes, who asks with the last ten minutes', () => {
  expect([usualSince(true), usualSince(false)]).toEqual(['10s', '10m']);
});

test('a release is its versions', async () => {
  const lines = await readMerged(read, [{ function: 'main', group: '/main', version: '8' }], new Date(0));
  expect(lines.map(({ text }) => text)).toEqual(['third']);
});

test('a stream of another maker has no version', () => {
  expect([versionOf('2026/11/21/[12]0f'), versionOf('stream')]).toEqual(['12', undefined]);
});

test('a line shows time, function and version, and what it has of further lines below it', () => {
  const line = { id: '1', at: '2026-11-21T06:00:00.120Z', function: 'main', version: '7', text: 'one\ntwo\u001B[2J' };
  expect(renderLine(line, makeColors({ enabled: false }))).toBe('06:00:00.120  main v7  one\n    two');
});
