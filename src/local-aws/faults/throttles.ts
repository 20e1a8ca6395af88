import { AwsError } from '../kernel/aws-error.ts';

interface Quota {
  readonly name: string;
  readonly perSecond: number;
  readonly burst: number;
}

const LAMBDA: Quota = { name: 'lambda', perSecond: 15, burst: 15 };
const LAMBDA_GET_FUNCTION: Quota = { name: 'lambda.GetFunction', perSecond: 100, burst: 100 };
const LAMBDA_GET_POLICY: Quota = { name: 'lambda.GetPolicy', perSecond: 15, burst: 15 };
const API_GATEWAY: Quota = { name: 'apigateway', perSecond: 10, burst: 40 };
/** Documented for REST APIs; HTTP APIs are assumed to be alike. */
const CREATE_DEPLOYMENT: Quota = { name: 'apigateway.CreateDeployment', perSecond: 0.2, burst: 1 };

/** Per account and region, from the quota pages of Lambda and API Gateway. Invoke counts against concurrency instead. */
function quotasOf(service: string, operation: string): readonly Quota[] {
  if (service === 'apigateway')
    return operation === 'CreateDeployment' ? [API_GATEWAY, CREATE_DEPLOYMENT] : [API_GATEWAY];
  if (service !== 'lambda' || operation.startsWith('Invoke')) return [];
  if (operation === 'GetFunction') return [LAMBDA_GET_FUNCTION];
  return operation === 'GetPolicy' ? [LAMBDA_GET_POLICY] : [LAMBDA];
}

function throttled(service: string): AwsError {
  if (service !== 'lambda') return new AwsError('TooManyRequestsException', 429, 'Too Many Requests');
  return new AwsError('TooManyRequestsException', 429, 'Rate exceeded', {
    Reason: 'CallerRateLimitExceeded',
    Type: 'User',
  });
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by account, region and quota. */
export class Throttles {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Throws the service's 429 when the call is one too many. */
  admit(place: string, service: string, operation: string): void {
    for (const quota of quotasOf(service, operation)) {
      if (!this.#take(`${place}/${quota.name}`, quota)) throw throttled(service);
    }
  }

  #take(key: string, { perSecond, burst }: Quota): boolean {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    this.#buckets.set(key, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}
