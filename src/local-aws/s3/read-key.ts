import { AwsError } from '../kernel/aws-error.ts';
import type { Params } from '../kernel/operation.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const MOST_BYTES = 1024;

/** The key of an object that is to be made. Throws KeyTooLongError. */
export function readNewKey(params: Params): string {
  const key = String(params['Key']);
  const Size = Buffer.byteLength(key);
  if (Size <= MOST_BYTES) return key;
  throw new AwsError('KeyTooLongError', 400, 'Your key is too long', { Size, MaxSizeAllowed: MOST_BYTES });
}
