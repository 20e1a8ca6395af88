import type { SentRequest } from './sent-request.ts';

/** As API Gateway spells them in format 1.0, whatever the client sent. */
const SPELLED: Readonly<Record<string, string>> = {
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  host: 'Host',
  'user-agent': 'User-Agent',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
  'x-forwarded-for': 'X-Forwarded-For',
  'x-forwarded-port': 'X-Forwarded-Port',
  'x-forwarded-proto': 'X-Forwarded-Proto',
};

/** Names of HTTP/2's static table come lower-cased even from HTTP/1.1 clients; a name outside it stays as it was sent. */
const LOWER_CASED = new Set(
  (
    'accept accept-charset accept-encoding accept-language accept-ranges access-control-allow-origin age allow authorization ' +
    'cache-control content-disposition content-encoding content-language content-location content-range cookie date etag ' +
    'expires from if-match if-modified-since if-none-match if-range if-unmodified-since last-modified link location ' +
    'max-forwards origin proxy-authorization range referer vary via'
  ).split(' '),
);

type Spelled = { headers: Record<string, string>; multiValueHeaders: Record<string, readonly string[]> };

function sentSpellings(rawHeaders: readonly string[]): Map<string, string> {
  const spellings = new Map<string, string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    spellings.set(name.toLowerCase(), name);
  }
  return spellings;
}

/**
 * The two header maps of format 1.0. The spelling is read off events recorded from HTTP APIs (BEHAVIOUR.md); where a
 * header came more than once, `headers` has its last value.
 */
export function spellHeaders(rawHeaders: readonly string[], sent: SentRequest): Spelled {
  const sentAs = sentSpellings(rawHeaders);
  const result: Spelled = { headers: {}, multiValueHeaders: {} };
  const all = sent.cookie === undefined ? sent.headers : { ...sent.headers, cookie: sent.cookie };
  for (const lower of Object.keys(all).toSorted()) {
    const name = SPELLED[lower] ?? (LOWER_CASED.has(lower) ? lower : (sentAs.get(lower) ?? lower));
    const values = sent.repeated.get(lower) ?? [all[lower] as string];
    result.headers[name] = values.at(-1) as string;
    result.multiValueHeaders[name] = values;
  }
  return result;
}
