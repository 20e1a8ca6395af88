import { AwsError } from '../kernel/aws-error.ts';
import type { Reply, RequestContext, Service } from '../kernel/operation.ts';
import type { Wire } from './decode.ts';
import { encodeCbor } from './protocols/cbor.ts';
import { renderJson } from './protocols/json.ts';
import { renderQueryError } from './protocols/query.ts';
import { escapeXml, renderMembers } from './xml.ts';

function restJson(error: AwsError): Reply {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    raw: renderJson({ message: error.message, ...error.members }),
  };
}

/** `queryErrorCode` among the members: the code that the same error had in the query protocol (SQS, CloudWatch). */
function splitQueryCode(error: AwsError): { members: Record<string, unknown>; headers: Record<string, string> } {
  const { queryErrorCode, ...members } = error.members;
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  return {
    members,
    headers: typeof queryErrorCode === 'string' ? { 'x-amzn-query-error': `${queryErrorCode};${type}` } : {},
  };
}

function json(error: AwsError, contentType: string): Reply {
  const { members, headers } = splitQueryCode(error);
  return {
    status: error.status,
    headers: { 'content-type': contentType, 'x-amzn-errortype': error.code, ...headers },
    raw: renderJson({ __type: error.code, message: error.message, ...members }),
  };
}

function cbor(error: AwsError): Reply {
  const { members, headers } = splitQueryCode(error);
  return {
    status: error.status,
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', ...headers },
    raw: encodeCbor({ __type: error.code, message: error.message, ...members }),
  };
}

function query(service: Service, error: AwsError, context: RequestContext): Reply {
  const { queryErrorCode, ...members } = error.members;
  const code = typeof queryErrorCode === 'string' ? queryErrorCode : error.code;
  const shown = new AwsError(code, error.status, error.message, members);
  return {
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    raw: renderQueryError(service, shown, context),
  };
}

function restXml(error: AwsError, { path, requestId, method }: RequestContext): Reply {
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(error.code)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message>${renderMembers(error.members, {})}` +
    `<Resource>${escapeXml(path)}</Resource><RequestId>${requestId}</RequestId><HostId>${requestId}</HostId></Error>`;
  return { status: error.status, headers: { 'content-type': 'application/xml' }, raw: method === 'HEAD' ? '' : body };
}

/** Any thrown value as the service's clients expect it. */
export function renderError(service: Service, wire: Wire, thrown: unknown, context: RequestContext): Reply {
  const error = thrown instanceof AwsError ? thrown : new AwsError('InternalFailure', 500, String(thrown));
  if (service.renderError) return service.renderError(error, context);
  if (wire === 'rest-json') return restJson(error);
  if (wire === 'rest-xml') return restXml(error, context);
  if (wire === 'query') return query(service, error, context);
  return wire === 'cbor' ? cbor(error) : json(error, context.headers['content-type'] ?? 'application/x-amz-json-1.1');
}
