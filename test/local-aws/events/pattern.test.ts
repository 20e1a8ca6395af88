import { matchPattern } from '../../../src/local-aws/events/pattern/match-pattern.ts';
import { parsePattern, type Pattern } from '../../../src/local-aws/events/pattern/parse-pattern.ts';

const event = {
  source: 'shop',
  'detail-type': 'Order',
  resources: ['arn:a', 'arn:b'],
  detail: {
    state: 'Paid',
    total: 42,
    country: 'DE',
    ip: '10.0.0.7',
    tags: ['x', 'y'],
    items: [
      { sku: 'a', n: 1 },
      { sku: 'b', n: 2 },
    ],
    empty: null,
  },
};
const detail = (pattern: unknown): Pattern => ({ detail: pattern });

const matching: readonly (readonly [what: string, pattern: Pattern])[] = [
  ['exact values', { source: ['shop', 'other'], 'detail-type': ['Order'] }],
  ['a list in the event', { resources: ['arn:b'] }],
  ['numbers', detail({ total: [42] })],
  ['null', detail({ empty: [null] })],
  ['prefix', detail({ state: [{ prefix: 'Pa' }] })],
  ['prefix ignoring case', detail({ state: [{ prefix: { 'equals-ignore-case': 'pA' } }] })],
  ['suffix', detail({ state: [{ suffix: 'id' }] })],
  ['equals-ignore-case', detail({ state: [{ 'equals-ignore-case': 'PAID' }] })],
  ['wildcard', detail({ state: [{ wildcard: 'P*d' }] })],
  ['anything-but', detail({ state: [{ 'anything-but': ['New'] }] })],
  ['anything-but a prefix', detail({ state: [{ 'anything-but': { prefix: 'X' } }] })],
  ['numeric range', detail({ total: [{ numeric: ['>', 0, '<=', 42] }] })],
  ['exists', detail({ state: [{ exists: true }], none: [{ exists: false }] })],
  ['cidr', detail({ ip: [{ cidr: '10.0.0.0/24' }] })],
  ['objects in a list', detail({ items: { sku: ['b'] } })],
  ['$or', detail({ $or: [{ state: ['New'] }, { total: [{ numeric: ['>', 40] }] }] })],
];
test.each(matching)('%s match', (_what, pattern) => {
  expect(matchPattern(parsePattern(JSON.stringify(pattern)), event)).toBe(true);
});

const missing: readonly (readonly [what: string, pattern: Pattern])[] = [
  ['another value', { source: ['other'] }],
  ['one of two fields', { source: ['shop'], 'detail-type': ['Other'] }],
  ['a text for a number', detail({ total: ['42'] })],
  ['a field that is not there', detail({ none: ['x'] })],
  ['anything-but what is not there', detail({ none: [{ 'anything-but': 'x' }] })],
  ['anything-but with a list that has it', detail({ tags: [{ 'anything-but': 'x' }] })],
  ['out of range', detail({ total: [{ numeric: ['>', 42] }] })],
  ['exists false', detail({ state: [{ exists: false }] })],
];
test.each(missing)('%s do not match', (_what, pattern) => {
  expect(matchPattern(parsePattern(JSON.stringify(pattern)), event)).toBe(false);
});

const invalid: readonly (readonly [pattern: string, reason: string])[] = [
  ['{', 'Filter is not valid JSON'],
  ['{"source":"shop"}', '"source" must be an object or an array'],
  ['{"source":[]}', 'Empty arrays are not allowed'],
  ['{"source":[{"nope":1}]}', 'Unrecognized match type nope'],
];
test.each(invalid)('%s is refused', (pattern, reason) => {
  expect(() => parsePattern(pattern)).toThrow(`Event pattern is not valid. Reason: ${reason}`);
});
