import { setTimeout } from 'node:timers/promises';
import { runGraph } from '../../../src/cli/session/run-graph.ts';

const shop = [
  { name: 'orders', needs: ['auth', 'users'] },
  { name: 'auth', needs: [] },
  { name: 'users', needs: ['auth'] },
  { name: 'mail', needs: [] },
];

async function order(atOnce: number, fails: readonly string[] = []): Promise<{ log: string[]; ends: object }> {
  const log: string[] = [];
  const ends = await runGraph(shop, atOnce, async (name) => {
    log.push(`+${name}`);
    // Mail's turn is long: it ends after everything that does not wait for it, or for ever.
    const patience = name === 'mail' ? 100 : 1;
    for (let turns = 0; turns < patience && !log.includes('-orders'); turns++) await setTimeout(5);
    log.push(`-${name}`);
    return !fails.includes(name);
  });
  return { log, ends: Object.fromEntries(ends) };
}

test('what is needed comes first, also one at a time', async () => {
  const { log } = await order(1);
  expect(log.filter((entry) => entry.startsWith('+'))).toEqual(['+auth', '+users', '+orders', '+mail']);
});

test('a service starts as soon as what it needs is done, not when a wave is', async () => {
  const { log } = await order(4);
  expect(log.slice(0, 2)).toEqual(['+auth', '+mail']);
  expect(log.indexOf('-orders')).toBeLessThan(log.indexOf('-mail'));
});

test('a failure stops those that depend on it, and only those', async () => {
  const { ends } = await order(4, ['users']);
  expect(ends).toEqual({ auth: 'ok', users: 'failed', orders: 'not-started', mail: 'ok' });
});

test('a failure at the root stops all that hang on it, however far', async () => {
  const { ends } = await order(2, ['auth']);
  expect(ends).toEqual({ auth: 'failed', users: 'not-started', orders: 'not-started', mail: 'ok' });
});
