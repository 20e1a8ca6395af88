import type { Exchange } from '../exchange.ts';
import { allow, denied, type Decision } from './decision.ts';

const HEADER = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[^/]+\/execute-api\/aws4_request\b/;

function accessKeyOf({ headers, rawQuery }: Exchange): string | undefined {
  const fromHeader = HEADER.exec(headers.joined['authorization'] ?? '')?.[1];
  if (fromHeader) return fromHeader;
  const credential = new URLSearchParams(rawQuery).get('X-Amz-Credential');
  return credential?.includes('/execute-api/') ? credential.split('/')[0] : undefined;
}

/**
 * AWS_IAM: the request must be signed for execute-api. Who signed it is taken as given: signatures and the caller's
 * policies are not checked here, as in the rest of this local AWS by default.
 */
export function authorizeByIam(exchange: Exchange): Decision {
  const accessKey = accessKeyOf(exchange);
  if (accessKey === undefined) return denied;
  const { accountId } = exchange.stage;
  return allow({
    kind: 'iam',
    identity: {
      accessKey,
      accountId,
      callerId: accessKey,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: `arn:aws:iam::${accountId}:root`,
      userId: accessKey,
    },
  });
}
