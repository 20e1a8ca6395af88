import { AwsError } from '../kernel/aws-error.ts';

/** Where in a shard a reader is: what it gets next comes after that sequence number. */
export interface ShardPosition {
  readonly stream: string;
  readonly shard: string;
  readonly after: string;
}

/** DynamoDB's iterators live for 15 minutes, Kinesis's for five; each has its own name for one that cannot be read. */
interface Terms {
  readonly invalid: 'ValidationException' | 'InvalidArgumentException';
  readonly lifetimeMs: number;
  readonly now: number;
}

export function writeIterator(position: ShardPosition, now: number): string {
  const { stream, shard, after } = position;
  return Buffer.from(JSON.stringify([stream, shard, after, now])).toString('base64');
}

export function readIterator(text: string, { lifetimeMs, now, invalid }: Terms): ShardPosition {
  const [stream, shard, after, issuedAt] = parse(text, invalid);
  if (now - issuedAt > lifetimeMs) {
    throw new AwsError(
      'ExpiredIteratorException',
      400,
      `Iterator expired. The iterator was created at time ${new Date(issuedAt).toUTCString()} while right now it is ${new Date(now).toUTCString()} which is further in the future than the tolerated delay of ${lifetimeMs} milliseconds.`,
    );
  }
  return { stream, shard, after };
}

function parse(text: string, invalid: Terms['invalid']): [string, string, string, number] {
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as unknown[];
    if (parts.length === 4) return parts as [string, string, string, number];
  } catch {
    // No JSON: not one of ours, as below.
  }
  throw new AwsError(invalid, 400, 'Invalid ShardIterator.');
}
