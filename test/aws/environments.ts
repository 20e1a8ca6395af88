import type { Environment } from '../../src/model/service.ts';
import type { Timing } from '../../src/aws/timing.ts';

export const localEnvironment: Environment = {
  name: 'local',
  target: 'local',
  region: 'us-east-1',
  protected: false,
};

/** Time that passes only by sleeping: waits are recorded, not waited. */
export function fakeTiming(): Timing & { readonly sleeps: readonly number[] } {
  const sleeps: number[] = [];
  let now = 0;
  return {
    sleeps,
    now: () => now,
    random: () => 1,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
  };
}
