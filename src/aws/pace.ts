import type { Timing } from './timing.ts';
import { makeTokenBucket, type TakeToken } from './token-bucket.ts';

/** Waits until a request of this operation keeps below AWS's control-plane rates. */
export type Pace = (service: string, operation: string) => Promise<void>;

/**
 * Per account and region AWS allows: Lambda 15/s for all control-plane calls but GetFunction (100/s) and Invoke, API
 * Gateway 10/s with a burst of 40, of it one CreateDeployment in 5 s. Somebody else needs a share, so ship stays below.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const rates = {
  lambda: { perSecond: 12, burst: 12 },
  getFunction: { perSecond: 80, burst: 80 },
  apiGateway: { perSecond: 8, burst: 30 },
  createDeployment: { perSecond: 0.2, burst: 1 },
} as const;

type Bucket = keyof typeof rates;

export function bucketsOf(service: string, operation: string): readonly Bucket[] {
  if (service === 'Lambda' && operation === 'GetFunction') return ['getFunction'];
  if (service === 'Lambda' && operation !== 'Invoke') return ['lambda'];
  if (service !== 'ApiGatewayV2') return [];
  return operation === 'CreateDeployment' ? ['createDeployment', 'apiGateway'] : ['apiGateway'];
}

export function makePace(timing: Timing): Pace {
  const takers = new Map<Bucket, TakeToken>();
  const takerOf = (bucket: Bucket): TakeToken => {
    const taker = takers.get(bucket) ?? makeTokenBucket(rates[bucket], timing);
    takers.set(bucket, taker);
    return taker;
  };
  return async (service, operation) => {
    for (const bucket of bucketsOf(service, operation)) await takerOf(bucket)();
  };
}
