import { errors, jwtVerify, SignJWT } from 'jose';

const issuer = 'auth';
const audience = 'api';

export interface Identity {
  readonly user: string;
  readonly scope: string;
}

/** A token for one hour. */
export async function issueToken(identity: Identity, secret: string): Promise<string> {
  return new SignJWT({ scope: identity.scope })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(identity.user)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(bytes(secret));
}

/** Who the token is for; undefined when it is not ours, changed or too old. */
export async function readToken(token: string, secret: string): Promise<Identity | undefined> {
  try {
    // The algorithm is ours to name: a token that says `none` must not be believed.
    const { payload } = await jwtVerify(token, bytes(secret), { issuer, audience, algorithms: ['HS256'] });
    if (payload.sub === undefined) return undefined;
    return { user: payload.sub, scope: typeof payload['scope'] === 'string' ? payload['scope'] : '' };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

/** From the environment; without it nobody is let in. */
export function deployedSecret(): string {
  const secret = process.env['AUTH_SECRET'] ?? '';
  if (secret.length < 32) throw new Error('AUTH_SECRET must be at least 32 characters');
  return secret;
}

function bytes(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
