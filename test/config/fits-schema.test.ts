import { isPlain } from '../../src/config/load/fits-schema.ts';

test.each([
  ['a nested value', { a: [1, 'x', null, { b: true }] }, true],
  ['undefined, which JSON leaves out', { a: undefined }, false],
  ['a hole in a list', { a: Array(2) }, false],
  ['a function', { a: () => 1 }, false],
  ['not a number, which JSON makes null', { a: NaN }, false],
  ['a date, which JSON makes a text', { a: new Date(0) }, false],
  ['a symbol as a key', { [Symbol('x')]: 1 }, false],
  ['what says itself how it is written', { toJSON: 1 }, false],
])('the schema is asked about what JSON cannot say: %s', (_what, value, plain) => {
  expect(isPlain(value)).toBe(plain);
});
