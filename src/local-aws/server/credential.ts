import type { Incoming } from './incoming.ts';

/** What a SigV4 request says about itself. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region?: string;
  /** The signing name. */
  readonly service?: string;
}

/** SigV4a (`AWS4-ECDSA-P256-SHA256`) leaves the region out of the scope. */
function parseScope(credential: string): Credential {
  const [accessKeyId = '', , ...scope] = credential.split('/');
  const terms = scope.slice(0, -1);
  const service = terms.at(-1);
  return { accessKeyId, ...(service ? { service } : {}), ...(terms.length > 1 ? { region: terms[0] } : {}) };
}

/** From the Authorization header, a presigned query or form; undefined for an unsigned request. */
export function readCredential(incoming: Incoming): Credential | undefined {
  const header = /Credential=([^,\s]+)/.exec(incoming.headers['authorization'] ?? '')?.[1];
  const credential = header ?? incoming.query.get('X-Amz-Credential') ?? incoming.form?.fields['x-amz-credential'];
  if (credential) return parseScope(credential);
  const legacy =
    incoming.query.get('AWSAccessKeyId') ?? /^AWS ([^:]+):/.exec(incoming.headers['authorization'] ?? '')?.[1];
  return legacy ? { accessKeyId: legacy, service: 's3' } : undefined;
}
