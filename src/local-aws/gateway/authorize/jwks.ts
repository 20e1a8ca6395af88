import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** http-api-jwt-authorizer: "API Gateway can cache the public key for two hours". */
const KEPT_MS = 2 * 3600 * 1000;
/** http-api-quotas: discovery endpoint and key set. */
const TIMEOUT_MS = 1500;
/** An unknown key id makes the set be fetched again, but not more often than this. */
const REFETCH_AFTER_MS = 5000;

interface KeySet {
  readonly fetchedAt: number;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

type Jwk = JsonWebKey & { readonly kid?: string };

async function fetchJson(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

async function fetchKeys(issuer: string): Promise<ReadonlyMap<string, KeyObject>> {
  const discovery = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const set = await fetchJson(String(discovery['jwks_uri']));
  const keys = Array.isArray(set['keys']) ? (set['keys'] as Jwk[]) : [];
  const rsa = keys.filter((key) => key.kty === 'RSA' && key.kid !== undefined);
  return new Map(rsa.map((key) => [key.kid as string, createPublicKey({ key, format: 'jwk' })]));
}

/** The public keys of token issuers, fetched from their discovery documents. */
export class IssuerKeys {
  readonly #sets = new Map<string, Promise<KeySet>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Undefined: the issuer has no such key. Rejects when the issuer cannot be asked. */
  async find(issuer: string, keyId: string): Promise<KeyObject | undefined> {
    const known = await this.#setOf(issuer, KEPT_MS);
    return known.keys.get(keyId) ?? (await this.#setOf(issuer, REFETCH_AFTER_MS)).keys.get(keyId);
  }

  async #setOf(issuer: string, maxAgeMs: number): Promise<KeySet> {
    const known = await this.#sets.get(issuer);
    if (known && this.#now() - known.fetchedAt < maxAgeMs) return known;
    const fetching = fetchKeys(issuer).then((keys) => ({ fetchedAt: this.#now(), keys }));
    this.#sets.set(issuer, fetching);
    fetching.catch(() => this.#sets.delete(issuer));
    return fetching;
  }
}
