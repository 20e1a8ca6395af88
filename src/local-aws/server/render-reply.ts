import type { FileSlice, Reply, RequestContext, Service } from '../kernel/operation.ts';
import type { Wire } from './decode.ts';
import { encodeCbor } from './protocols/cbor.ts';
import { renderJson } from './protocols/json.ts';
import { renderQueryReply } from './protocols/query.ts';
import { renderMembers } from './xml.ts';

/** What goes onto the wire. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** Sent instead of `body`. */
  readonly file?: FileSlice;
}

type Rendered = readonly [contentType: string, body: Buffer | string];

function xmlDocument(service: Service, body: unknown): string {
  const members = renderMembers(body as Record<string, unknown>, {});
  return `<?xml version="1.0" encoding="UTF-8"?>\n${service.xmlNamespace ? members.replace(/^<(\w+)/, `<$1 xmlns="${service.xmlNamespace}"`) : members}`;
}

function renderBody(wire: Wire, service: Service, operation: string, reply: Reply, context: RequestContext): Rendered {
  const { body } = reply;
  if (wire === 'query') return ['text/xml', renderQueryReply(service, operation, body, context.requestId)];
  if (wire === 'cbor') return ['application/cbor', encodeCbor(body ?? {})];
  if (wire === 'aws-json')
    return [context.headers['content-type'] ?? 'application/x-amz-json-1.1', renderJson(body ?? {})];
  if (wire === 'rest-xml') return ['application/xml', body === undefined ? '' : xmlDocument(service, body)];
  return ['application/json', body === undefined ? '' : renderJson(body)];
}

export function renderReply(
  { wire, service, operation }: { wire: Wire; service: Service; operation: string },
  reply: Reply,
  context: RequestContext,
): Outgoing {
  const [contentType, body] =
    reply.raw === undefined ? renderBody(wire, service, operation, reply, context) : ['', reply.raw];
  const headers: Record<string, string> = {};
  if (contentType && body.length > 0) headers['content-type'] = contentType;
  if (wire === 'cbor') headers['smithy-protocol'] = 'rpc-v2-cbor';
  return {
    status: reply.status ?? 200,
    headers: { ...headers, ...reply.headers },
    body,
    ...(reply.file && { file: reply.file }),
  };
}
