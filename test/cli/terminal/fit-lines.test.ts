import { fitLines } from '../../../src/cli/terminal/fit-lines.ts';

test.each([
  ['what fits stays as it is', 'orders in local: r1 is live', 40, 'orders in local: r1 is live'],
  [
    'a value goes on below itself',
    '  place      account 000000000000, us-east-1, stack CREATE_COMPLETE',
    40,
    '  place      account 000000000000,\n             us-east-1, stack\n             CREATE_COMPLETE',
  ],
  [
    'so does a step without a label before it',
    '               Freeze r2 as a gateway deployment and show it',
    40,
    '               Freeze r2 as a gateway\n                 deployment and show it',
  ],
  [
    'an address is never broken',
    '  url  http://127.0.0.1:33079/qedzbhwd6m/ship-preview',
    40,
    '  url\n    http://127.0.0.1:33079/qedzbhwd6m/ship-preview',
  ],
  [
    'colours take no room',
    '\u001B[2mlock\u001B[22m Take the deploy lock of local-orders now',
    45,
    '\u001B[2mlock\u001B[22m Take the deploy lock of local-orders now',
  ],
  ['where nobody reads on a screen nothing is broken', 'a '.repeat(200), Infinity, 'a '.repeat(200)],
])('%s', (_, line, width, expected) => {
  expect(fitLines(line, width)).toBe(expected);
});
