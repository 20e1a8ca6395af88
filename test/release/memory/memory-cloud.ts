import { type Cloud, CloudError } from '../../../src/release/cloud.ts';
import type { MemoryAws } from './memory-aws.ts';
import { memoryEvents } from './memory-events.ts';
import { memoryFunctions } from './memory-functions.ts';
import { memoryGateway } from './memory-gateway.ts';
import { readMemoryRule } from './memory-rules.ts';
import { readMemoryRole } from './memory-roles.ts';
import { memoryStacks } from './memory-stacks.ts';
import { memoryWatch } from './memory-watch.ts';

export interface Call {
  readonly operation: keyof Cloud;
  /** 1 for the first call of this connection. */
  readonly number: number;
}

/** Decides about each call before and after its effect; a throw is what the caller sees. */
export interface Interceptor {
  readonly before?: (call: Call) => void | Promise<void>;
  readonly after?: (call: Call) => void | Promise<void>;
  /** True: the answer is lost and the SDK sends the call again; the second answer is what the caller sees. */
  readonly repeated?: (call: Call) => boolean;
  /** Called once the effect has happened, whatever becomes of the answer. */
  readonly observe?: (call: Call) => void | Promise<void>;
}

export interface MemoryConnection {
  readonly cloud: Cloud;
  readonly calls: Call[];
}

/** One runner's connection: several may work on the same memory. */
export function connectMemory(aws: MemoryAws, interceptor: Interceptor = {}): MemoryConnection {
  const calls: Call[] = [];
  const plain: Cloud = {
    whoAmI: () => Promise.resolve({ accountId: aws.accountId, arn: `arn:aws:iam::${aws.accountId}:user/test` }),
    readRule: (name, bus) => Promise.resolve(readMemoryRule(aws, name, bus)),
    readRole: (name) => Promise.resolve(readMemoryRole(aws, name)),
    ...memoryStacks(aws),
    ...memoryFunctions(aws),
    ...memoryEvents(aws),
    ...memoryGateway(aws),
    ...memoryWatch(aws),
  };
  const wrap = (operation: keyof Cloud): unknown => {
    const method = plain[operation] as (...input: unknown[]) => Promise<unknown>;
    return async (...input: unknown[]): Promise<unknown> => {
      const call = { operation, number: calls.length + 1 };
      calls.push(call);
      await interceptor.before?.(call);
      if (interceptor.repeated?.(call)) await method(...input).catch(() => undefined);
      const answer = await method(...input);
      await interceptor.observe?.(call);
      await interceptor.after?.(call);
      return answer;
    };
  };
  const names = Object.keys(plain) as (keyof Cloud)[];
  return { cloud: Object.fromEntries(names.map((name) => [name, wrap(name)])) as unknown as Cloud, calls };
}

export function refuse(operation: string, name: string, message: string, status = 400): never {
  throw new CloudError(name, message, { operation, status });
}
