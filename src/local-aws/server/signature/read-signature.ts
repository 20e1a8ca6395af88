import type { Incoming } from '../incoming.ts';

/** A SigV4 signature as the request carries it. */
export interface Signature {
  readonly signature: string;
  readonly headerNames: readonly string[];
  /** `20261121/us-east-1/lambda/aws4_request` */
  readonly scope: string;
  /** `20261121T060000Z` */
  readonly date: string;
  readonly sessionToken?: string;
  /** Of a presigned URL. */
  readonly expiresSeconds?: number;
  /** Of a form: what was signed instead of a request. Its own expiration counts. */
  readonly policy?: string;
}

function fromHeader({ headers }: Incoming): Signature | undefined {
  const authorization = headers['authorization'] ?? '';
  const part = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  if (!authorization.startsWith('AWS4-HMAC-SHA256')) return undefined;
  const sessionToken = headers['x-amz-security-token'];
  return {
    signature: part('Signature'),
    headerNames: part('SignedHeaders').split(';'),
    scope: part('Credential').split('/').slice(1).join('/'),
    date: headers['x-amz-date'] ?? '',
    ...(sessionToken && { sessionToken }),
  };
}

function fromQuery({ query }: Incoming): Signature | undefined {
  const signature = query.get('X-Amz-Signature');
  if (!signature) return undefined;
  const sessionToken = query.get('X-Amz-Security-Token');
  return {
    signature,
    headerNames: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    scope: (query.get('X-Amz-Credential') ?? '').split('/').slice(1).join('/'),
    date: query.get('X-Amz-Date') ?? '',
    expiresSeconds: Number(query.get('X-Amz-Expires')),
    ...(sessionToken && { sessionToken }),
  };
}

function fromForm({ form }: Incoming): Signature | undefined {
  const { policy, ...fields } = form?.fields ?? {};
  const signature = fields['x-amz-signature'];
  if (policy === undefined || signature === undefined) return undefined;
  const sessionToken = fields['x-amz-security-token'];
  return {
    signature,
    policy,
    headerNames: [],
    scope: (fields['x-amz-credential'] ?? '').split('/').slice(1).join('/'),
    date: fields['x-amz-date'] ?? '',
    ...(sessionToken && { sessionToken }),
  };
}

export function readSignature(incoming: Incoming): Signature | undefined {
  return fromHeader(incoming) ?? fromQuery(incoming) ?? fromForm(incoming);
}
