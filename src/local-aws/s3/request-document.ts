import type { Params, RequestContext } from '../kernel/operation.ts';
import { escapeXml } from '../server/xml.ts';

/** The request's document. Calls from inside (CloudFormation) carry members instead: written as a client would. */
export function requestDocument(params: Params, { rawBody, internal }: RequestContext): string {
  if (!internal) return rawBody.toString('utf8');
  const [name = '', value = ''] = Object.entries(params).find(([member]) => member !== 'Bucket') ?? [];
  return typeof value === 'string' ? value : element(name, value);
}

function element(name: string, value: unknown): string {
  return `<${name}>${content(name, value)}</${name}>`;
}

// S3 names the items of a list after the list: TagSet holds Tag.
function content(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element(name.replace(/Set$/, ''), item)).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .map(([member, inner]) => element(member, inner))
    .join('');
}
