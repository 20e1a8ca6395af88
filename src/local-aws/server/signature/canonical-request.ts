import type { Incoming } from '../incoming.ts';

export interface Signed {
  readonly headerNames: readonly string[];
  /** Of the body, hex, or what stands in for it (`UNSIGNED-PAYLOAD`, `STREAMING-...`). */
  readonly payloadHash: string;
  /** S3 signs the path as it is sent; all others encode it once more. */
  readonly encodesPathTwice: boolean;
}

function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // What no client of AWS sends; the signature will not match.
  }
}

function normalize(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/').filter((part) => part !== '' && part !== '.')) {
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return `/${kept.join('/')}${path.endsWith('/') && kept.length > 0 ? '/' : ''}`;
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [escapeUri(decodeUri(name)), escapeUri(decodeUri(value))] as const;
    })
    .toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** As in "Create a signed AWS API request": method, path, query, headers, names of the headers, hash of the payload. */
export function canonicalRequest({ method, path, rawQuery, headers }: Incoming, signed: Signed): string {
  const { headerNames, payloadHash, encodesPathTwice } = signed;
  const canonicalPath = encodesPathTwice ? escapeUri(normalize(path)).replaceAll('%2F', '/') : path;
  const canonicalHeaders = headerNames.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`);
  return [
    method,
    canonicalPath,
    canonicalQuery(rawQuery),
    canonicalHeaders.join(''),
    headerNames.join(';'),
    payloadHash,
  ].join('\n');
}
