import type { Environment } from '../../../src/local-aws/execution/environment/environment.ts';
import type { Job } from '../../../src/local-aws/execution/job.ts';
import { Holding } from '../../../src/local-aws/execution/pool/holding.ts';
import { Pool } from '../../../src/local-aws/execution/pool/pool.ts';

function answered(holding: Holding, times: number, tookMs: number): Holding {
  for (let count = 0; count < times; count++) holding.noteAnswer(tookMs);
  return holding;
}

describe('a request waits for an environment that will be free in no time', () => {
  test('when the function has shown to be quick and as many as there are slots are busy', () => {
    const holding = answered(new Holding(3), 100, 0.5);
    expect([2, 3, 4].map((busy) => holding.isFull(busy))).toEqual([false, true, true]);
  });

  test('never before the function has shown to be quick, nor when it is slow', () => {
    expect(answered(new Holding(3), 5, 0.5).isFull(50)).toBe(false);
    expect(answered(new Holding(3), 100, 20).isFull(50)).toBe(false);
  });

  test('not for those that take longer than usual', () => {
    const holding = answered(new Holding(3), 100, 0.5);
    holding.noteStuck([200, 8, 1]);
    expect([3, 4, 5].map((busy) => holding.isFull(busy))).toEqual([false, false, true]);
  });

  test('never in strict mode', () => {
    expect(answered(new Holding(Infinity), 100, 0.5).isFull(1000)).toBe(false);
  });
});

/** A pool of environments that a test answers for. */
function aPool(slots: number) {
  const running: { readonly environment: Environment; busyMs: number }[] = [];
  let made = 0;
  const make = (): Environment => {
    made++;
    const environment = {
      state: 'idle',
      tookMs: 0.5,
      run: () => void running.push({ environment: environment as unknown as Environment, busyMs: 0 }),
      busyForMs: () => running.find((each) => each.environment === (environment as unknown))?.busyMs ?? 0,
      discard: () => undefined,
    };
    return environment as unknown as Environment;
  };
  const ignore = (): void => undefined;
  const pool = new Pool({
    make,
    active: ignore,
    remove: ignore,
    maxEnvironments: 8,
    quickSlots: slots,
    idleShare: () => 0,
  });
  const ask = (times: number): void => {
    for (let count = 0; count < times; count++) pool.submit({ done: ignore } as unknown as Job);
  };
  const answer = (): void => {
    const first = running.shift();
    if (first) pool.freed(first.environment);
  };
  const stick = (): void => {
    for (const each of running) each.busyMs = 1000;
  };
  return { ask, answer, stick, running, made: () => made, stop: () => pool.stop() };
}

describe('the environments of a quick function', () => {
  const warm = (): ReturnType<typeof aPool> => {
    const pool = aPool(2);
    pool.ask(8);
    for (let count = 0; count < 8; count++) pool.answer();
    for (let count = 0; count < 120; count++) {
      pool.ask(1);
      pool.answer();
    }
    return pool;
  };

  test('take turns, two at a time, though all eight are there', () => {
    const pool = warm();
    pool.ask(20);
    const used = new Set<Environment>();
    let most = 0;
    for (; pool.running.length > 0; pool.answer()) {
      for (const { environment } of pool.running) used.add(environment);
      most = Math.max(most, pool.running.length);
    }
    expect([pool.made(), most, used.size]).toEqual([8, 2, 2]);
    pool.stop();
  });

  test('all work when those that were first do not answer soon', async () => {
    const pool = warm();
    pool.ask(6);
    expect(pool.running).toHaveLength(2);
    for (let looks = 0; pool.running.length < 6 && looks < 100; looks++) {
      pool.stick();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(pool.running).toHaveLength(6);
    pool.stop();
  });
});
