import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Service } from '../../kernel/operation.ts';
import type { Incoming } from '../incoming.ts';
import { canonicalRequest } from './canonical-request.ts';
import { readSignature, type Signature } from './read-signature.ts';
import type { FindSecret, Secret } from './secrets.ts';

const SKEW_MS = 15 * 60 * 1000;

interface Refusal {
  readonly json: string;
  readonly xml: string;
  readonly message: string;
}

const missing = {
  json: 'MissingAuthenticationTokenException',
  xml: 'MissingAuthenticationToken',
  message: 'Missing Authentication Token',
};
const unknownKey = {
  json: 'UnrecognizedClientException',
  xml: 'InvalidClientTokenId',
  message: 'The security token included in the request is invalid.',
};
const expired = {
  json: 'ExpiredTokenException',
  xml: 'ExpiredToken',
  message: 'The security token included in the request is expired',
};
const mismatch = {
  json: 'InvalidSignatureException',
  xml: 'SignatureDoesNotMatch',
  message:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
};
const skewed = { json: 'InvalidSignatureException', xml: 'SignatureDoesNotMatch', message: 'Signature expired' };

function refuse({ protocol }: Service, { json, xml, message }: Refusal): AwsError {
  return new AwsError(protocol === 'query' || protocol === 'rest-xml' ? xml : json, 403, message);
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

function payloadHash(incoming: Incoming, service: Service, presigned: boolean): string {
  const said = incoming.headers['x-amz-content-sha256'];
  if (service.protocol !== 'rest-xml') return sha256(incoming.body);
  // S3 hashes an upload against this header itself.
  return said ?? (presigned ? 'UNSIGNED-PAYLOAD' : sha256(incoming.body));
}

function expectedSignature(incoming: Incoming, service: Service, given: Signature, secret: Secret): string {
  const { headerNames, scope, date, policy } = given;
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret.secretAccessKey}`);
  if (policy !== undefined) return hmac(key, policy).toString('hex');
  const canonical = canonicalRequest(incoming, {
    headerNames,
    payloadHash: payloadHash(incoming, service, given.expiresSeconds !== undefined),
    encodesPathTwice: service.protocol !== 'rest-xml',
  });
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  return hmac(key, toSign).toString('hex');
}

function timeOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** A presigned URL holds until it expires, any other request for a quarter of an hour around its date. */
function isInTime({ date, expiresSeconds, policy }: Signature, now: number): boolean {
  if (policy !== undefined) return true;
  const signedAt = timeOf(date);
  if (expiresSeconds !== undefined) return now >= signedAt - SKEW_MS && now <= signedAt + expiresSeconds * 1000;
  return Math.abs(now - signedAt) <= SKEW_MS;
}

/** Throws what AWS answers to a request that is not signed, or not with the secret of its key. */
export function verifySignature(
  incoming: Incoming,
  service: Service,
  { accessKeyId, findSecret, now }: { accessKeyId: string | undefined; findSecret: FindSecret; now: number },
): void {
  const given = readSignature(incoming);
  if (!given || !accessKeyId) throw refuse(service, missing);
  const secret = findSecret(accessKeyId);
  if (!secret || (secret.sessionToken && secret.sessionToken !== given.sessionToken)) throw refuse(service, unknownKey);
  if (secret.expiresAt && Date.parse(secret.expiresAt) < now) throw refuse(service, expired);
  if (!isInTime(given, now)) throw refuse(service, skewed);
  const expected = Buffer.from(expectedSignature(incoming, service, given, secret));
  const signature = Buffer.from(given.signature);
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw refuse(service, mismatch);
}
