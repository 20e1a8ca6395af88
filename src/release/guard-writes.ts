import { lockAlias } from '../model/release.ts';
import { beforeRequest, type Cloud } from './cloud.ts';
import type { HeldLock } from './lock.ts';
import { proofMs } from './lock-note.ts';

/** What only reads; anything else, also what is added one day, is a write. */
const reads = /^(read|list|describe|has|export|whoAmI$|stackResources$|stackEvents$|accountLimits$)/;

type Method = (...input: unknown[]) => Promise<unknown>;

/**
 * A process may be stopped for minutes anywhere, between two retries of a call too, while another run takes the lock
 * over. So the lock is proved right before each request that changes something leaves, unless that was done a moment ago.
 */
export function guardWrites(cloud: Cloud, learnt: { readonly lock?: HeldLock }): Cloud {
  const prove = async (): Promise<void> => learnt.lock?.prove(proofMs);
  const guard =
    (method: Method): Method =>
    async (...input) => {
      // The lock's own writes are the proof.
      if ((input[1] as { name?: unknown } | undefined)?.name === lockAlias) return method(...input);
      await prove();
      return beforeRequest.run(prove, () => method(...input));
    };
  const methods = Object.entries(cloud as unknown as Record<string, Method>);
  return Object.fromEntries(
    methods.map(([name, method]) => [name, reads.test(name) ? method : guard(method)]),
  ) as unknown as Cloud;
}
