import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { functions } from './function-rows.ts';
import { arnOf } from './locate-function.ts';

/** "Approximately 16 times in the same chain of requests": https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html */
const MOST_TIMES = 16;
const LINEAGE = /(?:^|;)Lineage=([^;]*)/;

/** How often each function was called in the chain of requests that a trace header tells of. */
function readLineage(traceId: string): Map<string, number> {
  const entries = LINEAGE.exec(traceId)?.[1]?.split('|') ?? [];
  return new Map(
    entries.flatMap((entry): [string, number][] => {
      const [hash, count] = entry.split(':');
      return hash && count && /^\d+$/.test(count) ? [[hash, Number(count)]] : [];
    }),
  );
}

/**
 * The trace header that the function gets: with one more call of it in the lineage, which SDKs inside of functions pass on with
 * whatever they ask of Lambda. Throws RecursiveInvocationException when the function goes round and nobody allowed it to.
 */
export function followLineage(world: World, name: string, traceId: string): string {
  const hash = createHash('sha256').update(arnOf(world, name)).digest('hex').slice(0, 8);
  const lineage = readLineage(traceId);
  const count = (lineage.get(hash) ?? 0) + 1;
  if (count > MOST_TIMES && functions(world).get(name)?.recursiveLoop === 'Terminate') {
    throw new AwsError(
      'RecursiveInvocationException',
      400,
      "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.",
    );
  }
  lineage.set(hash, count);
  const text = [...lineage].map(([known, times]) => `${known}:${times}`).join('|');
  return `${traceId.replace(LINEAGE, '')};Lineage=${text}`.replace(/^;/, '');
}
