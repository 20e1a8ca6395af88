import type { Shape } from '../a-service.ts';
import { emptyAws, type MemoryAws } from './memory-aws.ts';
import { deployTo, fastClock } from './runner.ts';

/** r1, r2 and r3, of which the last is live. */
export async function threeReleases(shape: (main: string) => Shape): Promise<MemoryAws> {
  const aws = emptyAws();
  for (const main of ['1', '2', '3']) await deployTo(aws, shape(main));
  return aws;
}

/** So many minutes after everything else: no lock lives so long. */
export const later = (minutes: number): ReturnType<typeof fastClock> =>
  fastClock(Date.parse('2026-11-21T06:00:00Z') + minutes * 60_000);
