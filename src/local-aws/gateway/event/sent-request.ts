import type { Exchange } from '../exchange.ts';
import { newTraceId } from './request-id.ts';

/** A request as it goes to an integration or an authorizer: parameter mapping may have changed it. */
export interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly repeated: ReadonlyMap<string, readonly string[]>;
  readonly cookie: string | undefined;
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly traceId: string;
}

/** Adds what API Gateway sets itself. The address is AWS's, whatever port this is served on: handlers must see what they will see there. */
export function sentRequest(exchange: Exchange): SentRequest {
  const { headers, body, domainName, sourceIp, startedAt, rawPath, rawQuery } = exchange;
  const table = headers.joined;
  const traceId = table['x-amzn-trace-id'] ?? newTraceId(startedAt);
  const forwarded = table['x-forwarded-for'];
  table['content-length'] = String(body.length);
  table['host'] = domainName;
  table['x-amzn-trace-id'] = traceId;
  table['x-forwarded-for'] = forwarded ? `${forwarded}, ${sourceIp}` : sourceIp;
  table['x-forwarded-port'] = '443';
  table['x-forwarded-proto'] = 'https';
  return {
    headers: table,
    repeated: headers.repeated,
    rawPath,
    rawQuery,
    traceId,
    cookie: headers.cookie,
  };
}
