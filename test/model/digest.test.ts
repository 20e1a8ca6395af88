import { canonicalJson, digestOf } from '../../src/model/digest.ts';

test('equal values are written alike, whatever order their keys were set in', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: { z: null, y: undefined } })).toBe(
    '{"a":{"z":null},"b":[{"c":2,"d":1}]}',
  );
});

// Digests of deployed services were made from these very bytes: other ones would make each of them look changed.
test.each<[what: string, value: unknown, text: string]>([
  [
    'keys by their UTF-16 units, after those that are numbers',
    { é: 1, z: 1, Z: 1, 10: 1, 2: 1, '01': 1 },
    '{"2":1,"10":1,"01":1,"Z":1,"z":1,"é":1}',
  ],
  [
    'a key that sets a prototype elsewhere',
    JSON.parse('{"b":1,"__proto__":{"d":1,"c":2}}'),
    '{"__proto__":{"c":2,"d":1},"b":1}',
  ],
  ['what JSON leaves out', { a: undefined, b: () => 1, c: [undefined, () => 1] }, '{"c":[null,null]}'],
  ['a hole', Object.assign([1], { 2: 2 }), '[1,null,2]'],
  [
    'what says itself how it is written',
    { at: new Date(0), by: { toJSON: () => ({ b: 1, a: 2 }) } },
    '{"at":"1970-01-01T00:00:00.000Z","by":{"a":2,"b":1}}',
  ],
  ['bytes', Buffer.from('ab'), '{"data":[97,98],"type":"Buffer"}'],
  ['numbers that JSON has no word for', [Number.NaN, -0, Infinity], '[null,0,null]'],
  ['a text', 'a"\u2028', '"a\\"\u2028"'],
])('%s', (_what, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('a digest is what it has always been', () => {
  expect(digestOf({ routes: ['GET /'], name: 'orders' })).toBe('e2893727d6d5b008');
});
