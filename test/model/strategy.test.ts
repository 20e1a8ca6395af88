import { parseDuration, writeDuration } from '../../src/model/duration.ts';
import { parseStrategy, percentagesOf, type Strategy, writeStrategy } from '../../src/model/strategy.ts';

test.each<[string, Strategy, readonly number[]]>([
  ['all-at-once', { kind: 'all-at-once' }, []],
  ['manual', { kind: 'manual' }, []],
  ['canary', { kind: 'canary', percent: 10, stepMs: 600_000 }, [10]],
  ['canary:1%', { kind: 'canary', percent: 1, stepMs: 600_000 }, [1]],
  ['canary:99%/90s', { kind: 'canary', percent: 99, stepMs: 90_000 }, [99]],
  ['canary:10%/24h', { kind: 'canary', percent: 10, stepMs: 86_400_000 }, [10]],
  ['linear', { kind: 'linear', percent: 20, stepMs: 120_000 }, [20, 40, 60, 80]],
  ['linear:50%/1s', { kind: 'linear', percent: 50, stepMs: 1000 }, [50]],
  ['linear:30%/1m', { kind: 'linear', percent: 30, stepMs: 60_000 }, [30, 60, 90]],
  ['linear:34%/1m', { kind: 'linear', percent: 34, stepMs: 60_000 }, [34, 68]],
])('%s is read, and has these steps before all calls', (text, strategy, percents) => {
  expect(parseStrategy(text)).toEqual(strategy);
  expect(percentagesOf(strategy)).toEqual(percents);
  expect(parseStrategy(writeStrategy(strategy))).toEqual(strategy);
});

test.each([
  '',
  'Canary',
  'canary ',
  'canary:',
  'canary:10',
  'canary:10%/',
  'canary:10%/10',
  'canary:10%/10d',
  'canary:10%/1.5h',
  'canary:0%/1m',
  'canary:100%/1m',
  'canary:-5%/1m',
  'canary:10%/0s',
  'canary:10%/25h',
  'canary:10%/99999h',
  'canary/10m',
  'linear:4%/1m',
  'linear:51%/1m',
  'manual:10%',
  'all-at-once:10%',
  'all at once',
  'canary:10%/10m,linear',
  'canary:10%/10m\n',
])('%j is no strategy', (text) => {
  expect(parseStrategy(text)).toBeUndefined();
});

test.each([
  ['1s', 1000],
  ['90s', 90_000],
  ['2m', 120_000],
  ['24h', 86_400_000],
])('%s is %d ms, and back', (text, ms) => {
  expect([parseDuration(text), writeDuration(ms)]).toEqual([ms, text]);
});
