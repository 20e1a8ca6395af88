import { AwsError } from '../kernel/aws-error.ts';
import type { Incoming } from './incoming.ts';

/** Names that can only mean this machine, with a bucket in front for S3's virtual-host style. */
const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([\w.-]+\.)?localhost|[\w.-]+\.127\.0\.0\.1)$/i;

/** `host` without its port. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** A web page could otherwise send requests here under a name of its own that resolves to loopback (DNS rebinding). */
export function refuseHost(host: string): AwsError {
  return new AwsError('AccessDeniedException', 403, `The local AWS answers loopback names only, not "${host}".`);
}

/** Browsers name the page that asks in Origin, or, where that is left out (an image), say that it is of another site. */
function isOfAnotherSite(headers: Incoming['headers']): boolean {
  const origin = headers['origin'];
  if (origin) return !URL.canParse(origin) || !isLoopback(new URL(origin).hostname);
  return headers['sec-fetch-site'] === 'cross-site';
}

/** A web page of another origin cannot sign; a presigned URL in it may be followed. Throws AccessDeniedException. */
export function guardOrigin({ headers, query }: Incoming): void {
  const isSigned = headers['authorization'] !== undefined || query.has('X-Amz-Signature');
  if (isSigned || !isOfAnotherSite(headers)) return;
  throw new AwsError('AccessDeniedException', 403, 'The local AWS answers no unsigned request of another origin.');
}
