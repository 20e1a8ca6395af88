import type { Params } from '../kernel/operation.ts';
import type { Listing } from './list-keys.ts';
import { invalidArgument } from './s3-error.ts';
import type { ObjectVersion } from './s3-rows.ts';

const MAX_KEYS = 1000;

export function textParam(params: Params, name: string): string {
  return typeof params[name] === 'string' ? params[name] : '';
}

export function readListing(params: Params, after: string): Listing {
  const asked = textParam(params, 'max-keys');
  if (!/^\d{0,10}$/.test(asked)) {
    throw invalidArgument('max-keys', asked, 'Provided max-keys not an integer or within integer range');
  }
  return {
    prefix: textParam(params, 'prefix'),
    delimiter: textParam(params, 'delimiter'),
    after,
    maxKeys: Math.min(asked === '' ? MAX_KEYS : Number(asked), MAX_KEYS),
  };
}

/** With `encoding-type=url` names come percent-encoded, so that XML can hold every key. */
export function nameEncoder(params: Params): (name: string) => string {
  if (params['encoding-type'] !== 'url') return (name) => name;
  return (name) => encodeURIComponent(name).replaceAll('%2F', '/');
}

/** Members that every listing shows. */
export function showListing(params: Params, { prefix, delimiter, maxKeys }: Listing): Record<string, unknown> {
  const encode = nameEncoder(params);
  return {
    Name: params['Bucket'],
    Prefix: encode(prefix),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    MaxKeys: maxKeys,
    ...(params['encoding-type'] === 'url' && { EncodingType: 'url' }),
  };
}

export function showObject(key: string, version: ObjectVersion): Record<string, unknown> {
  return {
    Key: key,
    LastModified: version.modifiedAt,
    ETag: `"${version.etag}"`,
    Size: version.size,
    StorageClass: version.storageClass,
  };
}

export function showPrefixes(prefixes: readonly string[], encode: (name: string) => string): Record<string, unknown> {
  return { CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })) };
}
