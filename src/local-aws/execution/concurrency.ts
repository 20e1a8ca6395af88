import { AwsError } from '../kernel/aws-error.ts';
import type { Runnable } from '../lambda/runnable.ts';
import { ACCOUNT_CONCURRENCY } from './limits.ts';

/** Counts invocations under way, and refuses those above a limit as Lambda does. */
export class Concurrency {
  readonly #running = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  /** Answers how many of the function run now, this one included. Throws TooManyRequestsException. */
  enter({ functionName, reservedConcurrency }: Runnable): number {
    const running = this.#running.get(functionName) ?? 0;
    if (reservedConcurrency !== undefined && running >= reservedConcurrency)
      throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
    if (this.#total >= ACCOUNT_CONCURRENCY) throw throttled('ConcurrentInvocationLimitExceeded');
    this.#running.set(functionName, running + 1);
    this.#total++;
    return running + 1;
  }

  leave({ functionName }: Runnable): void {
    const running = (this.#running.get(functionName) ?? 1) - 1;
    if (running > 0) this.#running.set(functionName, running);
    else this.#running.delete(functionName);
    this.#total--;
  }
}

function throttled(reason: string): AwsError {
  return new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.', { Reason: reason });
}
