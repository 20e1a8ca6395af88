import { AwsError } from '../kernel/aws-error.ts';
import type { Incoming } from './incoming.ts';

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|([\w.-]+\.)?localhost|[\w.-]+\.127\.0\.0\.1)(:\d+)?$/i;

function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * A web page can make a browser send requests here: under a name of its own that resolves to loopback (DNS rebinding),
 * or across origins. Neither carries a loopback Host and a signature.
 */
export function guardHost({ headers }: Incoming, isOwnName: (host: string) => boolean): void {
  const host = headers['host'] ?? '';
  if (!isLoopback(host) && !isOwnName(host.replace(/:\d+$/, ''))) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      `The local AWS answers loopback names only, not ${host || 'none'}.`,
    );
  }
  const origin = headers['origin'];
  if (!origin || headers['authorization']) return;
  if (!URL.canParse(origin) || !isLoopback(new URL(origin).host)) {
    throw new AwsError('AccessDeniedException', 403, 'The local AWS answers no unsigned request of another origin.');
  }
}
