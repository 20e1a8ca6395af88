import { check, aConfig, mistakesOf } from './check-written.ts';

test.each([
  ['a canary', { strategy: { kind: 'canary', percent: 10 } }, 'strategy'],
  ['a linear strategy', { strategy: 'linear' }, 'strategy'],
  ['an S3 event', { main: { entry: 'a.ts', events: [{ type: 'bucket', name: 't' }] } }, 'main.events[0]'],
  ['a stream', { functions: { x: { entry: 'a.ts', events: [{ type: 'stream' }] } } }, 'functions.x.events[0]'],
  ['a container image', { main: { image: 'x' } }, 'main.image'],
])('%s is refused as not supported yet, and only for that', (_what, service, path) => {
  const [first = '', ...rest] = mistakesOf(aConfig({ ...service })).filter((line) => !/exactly one of/.test(line));
  expect(first).toMatch(`services.orders.${path}: is not supported yet: `);
  expect(rest).toEqual([]);
});

test('a strategy that nobody knows is a mistake, not a promise', () => {
  const { mistakes } = check(aConfig({ strategy: 'carefully' }));
  expect(mistakes.map((mistake) => mistake.notSupportedYet)).toEqual([undefined]);
});
