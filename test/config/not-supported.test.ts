import { check, aConfig, mistakesOf } from './check-written.ts';

test.each([['a container image', { main: { image: 'x' } }, 'main.image']])(
  '%s is refused as not supported yet, and only for that',
  (_what, service, path) => {
    const [first = '', ...rest] = mistakesOf(aConfig({ ...service })).filter((line) => !/exactly one of/.test(line));
    expect(first).toMatch(`services.orders.${path}: is not supported yet: `);
    expect(rest).toEqual([]);
  },
);

test('a strategy that nobody knows is a mistake, not a promise', () => {
  const { mistakes } = check(aConfig({ strategy: 'carefully' }));
  expect(mistakes.map((mistake) => mistake.notSupportedYet)).toEqual([undefined]);
});
