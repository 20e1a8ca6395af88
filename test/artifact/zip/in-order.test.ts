import { setTimeout as sleep } from 'node:timers/promises';
import { inOrder, type Unit } from '../../../src/artifact/zip/in-order.ts';

test('work that is begun ahead is listened to at once: its failure before its turn must not end the process', async () => {
  const failing = Promise.reject<() => void>(new Error('changed while it was read'));
  let isHeard = false;
  const listen = failing.catch.bind(failing);
  failing.catch = (handler) => {
    isHeard = true;
    return listen(handler);
  };
  let wasHeardInTime = false;
  const slow: Unit = async () => {
    await sleep(5);
    wasHeardInTime = isHeard;
    return () => {};
  };
  await expect(inOrder([slow, () => failing], 4)).rejects.toThrow('changed while it was read');
  expect(wasHeardInTime).toBe(true);
});

test('what units answer is called in their order, and no more of them are begun than fit', async () => {
  const calls: string[] = [];
  const unit =
    (name: string, ms: number): Unit =>
    async () => {
      calls.push(`begin ${name}`);
      await sleep(ms);
      return () => void calls.push(`end ${name}`);
    };
  await inOrder([unit('a', 10), unit('b', 1), unit('c', 1)], 2);
  expect(calls).toEqual(['begin a', 'begin b', 'end a', 'begin c', 'end b', 'end c']);
});
