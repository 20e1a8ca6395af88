import type { Incoming } from './incoming.ts';

const LOCAL = /\.?(localhost|127\.0\.0\.1)$/;
/** `s3`, `s3.eu-west-1`, `s3-eu-west-1`, `s3.dualstack.eu-west-1` at the end of what stands before the local name. */
const ENDPOINT = /(^|\.)s3([.-][\w.-]+)?$/;

/** S3's virtual-host style: `bucket.localhost:4566/key` is `/bucket/key`. */
export function toPathStyle(incoming: Incoming): Incoming {
  const host = (incoming.headers['host'] ?? '').replace(/:\d+$/, '');
  const bucket = host.replace(LOCAL, '').replace(ENDPOINT, '');
  return bucket === '' || bucket === host ? incoming : { ...incoming, path: `/${bucket}${incoming.path}` };
}
