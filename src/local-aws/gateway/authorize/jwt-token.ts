import { verify, type KeyObject } from 'node:crypto';

export interface Jwt {
  readonly algorithm: string;
  readonly keyId: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signedText: string;
  readonly signature: Buffer;
}

const DIGESTS: Readonly<Record<string, string>> = { RS256: 'RSA-SHA256', RS384: 'RSA-SHA384', RS512: 'RSA-SHA512' };

function part(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('a part is no object');
  return value as Record<string, unknown>;
}

/** Undefined: no token of three parts. */
export function parseJwt(token: string): Jwt | undefined {
  const [header, payload, signature, ...more] = token.split('.');
  if (!header || !payload || signature === undefined || more.length > 0) return undefined;
  try {
    const { alg, kid } = part(header);
    return {
      algorithm: typeof alg === 'string' ? alg : '',
      keyId: typeof kid === 'string' ? kid : '',
      claims: part(payload),
      signedText: `${header}.${payload}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

export function isRsa({ algorithm }: Jwt): boolean {
  return algorithm in DIGESTS;
}

export function hasValidSignature({ algorithm, signedText, signature }: Jwt, key: KeyObject): boolean {
  return verify(DIGESTS[algorithm], Buffer.from(signedText), key, signature);
}

/** Go's way to print a value, as claims arrive in events: `[admin poweruser]` (measured: floci). */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `map[${Object.entries(value)
      .map(([key, each]) => `${key}:${claimText(each)}`)
      .join(' ')}]`;
  }
  return String(value);
}

/** All claims as texts; null ones are left out. */
export function claimTexts(claims: Jwt['claims']): Record<string, string> {
  const given = Object.entries(claims).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, claimText(value)]));
}

/** `scope` as one text, or `scp` as one or as a list. */
export function scopesOf({ scope, scp }: Jwt['claims']): readonly string[] {
  const value = scope ?? scp;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(' ').filter((each) => each !== '') : [];
}
