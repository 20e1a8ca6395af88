import type { Step } from '../../src/model/plan.ts';
import { findLackingRoom, type RoomFacts } from '../../src/plan/find-room.ts';

function provision(key: 'main' | 'pdf'): Step {
  const executions = { main: 300, pdf: 100 }[key];
  return { id: key, phase: 'verify', lane: key, title: key, kind: 'provision-concurrency', function: key, executions };
}

function reserve(key: string, executions: number, phase: 'verify' | 'finish' = 'verify'): Step {
  return { id: key, phase, lane: key, title: key, kind: 'reserve-concurrency', function: key, executions };
}

const facts = (change: Partial<RoomFacts> = {}): RoomFacts => ({ unreserved: 1000, reserved: {}, warm: {}, ...change });

test.each<[string, Step[], Partial<RoomFacts>, RegExp[]]>([
  ['room for all', [provision('main'), provision('pdf')], { warm: { main: 300, pdf: 100 } }, []],
  [
    'warm twice over in a small account',
    [provision('main'), provision('pdf')],
    { unreserved: 899, warm: { main: 300, pdf: 100 } },
    [/side by side \(main 300 beside 300, pdf 100 beside 100\) is 800; the account has 899 left/],
  ],
  [
    'a reservation too small for both',
    [provision('main')],
    { reserved: { main: 500 }, warm: { main: 300 } },
    [/main keeps 300 environments warm and wants 300 more beside them, but reserves 500/],
  ],
  ['one that is raised in time', [provision('main'), reserve('main', 600)], { reserved: { main: 500 } }, []],
  [
    'a reservation that leaves others nothing',
    [reserve('main', 600)],
    { unreserved: 650, reserved: { main: 20 } },
    [/reservedConcurrency \(main 600\) takes 580 more executions of the 650/],
  ],
  [
    'a first reservation of what is live already, made after the switch',
    [reserve('main', 40, 'finish')],
    { unreserved: 120 },
    [/reservedConcurrency \(main 40\) takes 40 more executions of the 120/],
  ],
  [
    'one that goes to another function, after it has grown there',
    [reserve('main', 10, 'finish'), reserve('pdf', 30)],
    { unreserved: 105, reserved: { main: 30, pdf: 10 } },
    [/reservedConcurrency \(pdf 30\) takes 20 more/],
  ],
  ['one that is lowered', [reserve('main', 10, 'finish')], { unreserved: 100, reserved: { main: 20 } }, []],
])('%s', (_name, steps, change, wanted) => {
  const found = findLackingRoom(steps, facts(change));
  expect(found).toHaveLength(wanted.length);
  for (const [index, pattern] of wanted.entries()) expect(found[index]).toMatch(pattern);
});
