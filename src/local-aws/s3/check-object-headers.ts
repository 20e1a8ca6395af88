import { AwsError, notImplemented } from '../kernel/aws-error.ts';
import { invalidRequest } from './s3-error.ts';

type Headers = Readonly<Record<string, string>>;

const STORAGE_CLASSES = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
];

const MISSING: Readonly<Record<string, string>> = {
  'x-amz-server-side-encryption-customer-algorithm': "encryption with the customer's key (SSE-C)",
  'x-amz-copy-source-server-side-encryption-customer-algorithm': "encryption with the customer's key (SSE-C)",
  'x-amz-write-offset-bytes': 'appending to objects',
};

/** Headers that would change what becomes of an object, and here would not. */
export function checkObjectHeaders(headers: Headers): void {
  const missing = Object.keys(MISSING).find((name) => headers[name] !== undefined);
  if (missing !== undefined) throw notImplemented('s3', MISSING[missing] as string);
  // No bucket here has Object Lock.
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-object-lock-')))
    throw invalidRequest('Bucket is missing Object Lock Configuration');
  const storageClass = headers['x-amz-storage-class'] ?? 'STANDARD';
  if (STORAGE_CLASSES.includes(storageClass)) return;
  throw new AwsError('InvalidStorageClass', 400, 'The storage class you specified is not valid', {
    StorageClassRequested: storageClass,
  });
}
