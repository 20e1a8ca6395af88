import { setTimeout as sleep } from 'node:timers/promises';
import { exitWhenIdle } from '../../../src/local-aws/daemon/exit-when-idle.ts';

describe('an idle daemon', () => {
  test('ends when nothing was asked for long enough, not before', async () => {
    let exits = 0;
    const touch = exitWhenIdle(40, () => exits++);
    for (let n = 0; n < 4; n++) {
      await sleep(20);
      touch();
    }
    expect(exits).toBe(0);
    await sleep(130);
    expect(exits).toBeGreaterThan(0);
  });

  test('stays for good when told so', async () => {
    let exits = 0;
    exitWhenIdle(0, () => exits++);
    await sleep(20);
    expect(exits).toBe(0);
  });
});
