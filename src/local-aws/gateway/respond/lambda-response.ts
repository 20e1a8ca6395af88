import { ownHeaders, type GatewayResponse } from './gateway-response.ts';

/** A reply that API Gateway cannot use: the client gets a 500, the access log says which member is wrong. */
export interface Malformed {
  readonly malformed: string;
}

type Reply = Readonly<Record<string, unknown>>;

const WRONG = "The response from the Lambda function doesn't match the format that API Gateway expects.";
const JSON_HEADERS: readonly string[] = ['content-type', 'application/json'];
/** What a reply with a statusCode has when it names no content-type. */
const TEXT_TYPE = 'text/plain;charset=UTF-8';

const wrongField = (field: string): Malformed => ({
  malformed: `${WRONG} Lambda body contains the wrong type for field "${field}"`,
});

export function isMalformed(response: GatewayResponse | Malformed): response is Malformed {
  return 'malformed' in response;
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function asReply(value: unknown): Reply | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Reply) : undefined;
}

/** A text of digits does as well (recorded for function URLs). */
function readStatus(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

function readBody({ body, isBase64Encoded }: Reply): string | Buffer | undefined {
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') return undefined;
  return isBase64Encoded === true ? Buffer.from(body, 'base64') : body;
}

/** Adds to `into`; false when a value is no scalar. */
function addHeaders(into: string[], headers: unknown): boolean {
  if (headers === undefined || headers === null) return true;
  const members = asReply(headers);
  if (!members) return false;
  for (const name in members) {
    const value = members[name];
    if (value === null || value === undefined || ownHeaders.has(name.toLowerCase())) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
    into.push(name, String(value));
  }
  return true;
}

function hasContentType(headers: readonly string[]): boolean {
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] as string;
    if (name.length === 12 && name.toLowerCase() === 'content-type') return true;
  }
  return false;
}

function assemble(reply: Reply, headers: string[]): GatewayResponse | Malformed {
  const status = readStatus(reply['statusCode']);
  if (status === undefined) return wrongField('statusCode');
  const body = readBody(reply);
  if (body === undefined) return wrongField('body');
  if (!hasContentType(headers)) headers.push('content-type', TEXT_TYPE);
  return { status, headers, body };
}

function addCookies(into: string[], cookies: unknown): boolean {
  if (cookies === undefined || cookies === null) return true;
  if (!Array.isArray(cookies)) return false;
  for (const cookie of cookies) {
    if (typeof cookie !== 'string') return false;
    into.push('set-cookie', cookie);
  }
  return true;
}

/** Format 2.0: without a statusCode the whole reply is the body, a text without its quotes. */
export function responseV2(payload: Buffer): GatewayResponse | Malformed {
  const text = payload.toString('utf8');
  const parsed = parse(text);
  if (!parsed) return { malformed: WRONG };
  const reply = asReply(parsed.value);
  if (reply?.['statusCode'] === undefined) {
    return { status: 200, headers: JSON_HEADERS, body: typeof parsed.value === 'string' ? parsed.value : text };
  }
  const headers: string[] = [];
  if (!addHeaders(headers, reply['headers'])) return wrongField('headers');
  if (!addCookies(headers, reply['cookies'])) return wrongField('cookies');
  return assemble(reply, headers);
}

/** Adds every value of `multiValueHeaders`; false when it is not a map of lists of texts. */
function addMultiValues(into: string[], multiValueHeaders: unknown, seen: Set<string>): boolean {
  if (multiValueHeaders === undefined || multiValueHeaders === null) return true;
  const members = asReply(multiValueHeaders);
  if (!members) return false;
  for (const [name, values] of Object.entries(members)) {
    if (!Array.isArray(values)) return false;
    seen.add(name.toLowerCase());
    for (const value of values) if (!addHeaders(into, { [name]: value })) return false;
  }
  return true;
}

/** Format 1.0: the statusCode must be there; `multiValueHeaders` wins over `headers` of the same name. */
export function responseV1(payload: Buffer): GatewayResponse | Malformed {
  const reply = asReply(parse(payload.toString('utf8'))?.value);
  if (!reply) return { malformed: WRONG };
  const headers: string[] = [];
  const seen = new Set<string>();
  if (!addMultiValues(headers, reply['multiValueHeaders'], seen)) return wrongField('multiValueHeaders');
  const single = asReply(reply['headers']);
  if (reply['headers'] !== undefined && reply['headers'] !== null && !single) return wrongField('headers');
  const others = Object.entries(single ?? {}).filter(([name]) => !seen.has(name.toLowerCase()));
  if (!addHeaders(headers, Object.fromEntries(others))) return wrongField('headers');
  return assemble(reply, headers);
}
