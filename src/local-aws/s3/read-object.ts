import type { Params, RequestContext } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { checkReadConditions } from './conditions.ts';
import { findBucket, findObject, type StoredVersion } from './find.ts';
import { objectHeaders } from './object-metadata.ts';
import { readRange, type ByteRange } from './read-range.ts';

export interface ReadObject {
  readonly version: StoredVersion;
  readonly status: number;
  readonly range: ByteRange;
  readonly headers: Record<string, string>;
}

const OVERRIDE =
  /^response-(content-type|content-language|expires|cache-control|content-disposition|content-encoding)$/;

function overrides(params: Params): Record<string, string> {
  const given = Object.entries(params).filter(([name]) => OVERRIDE.test(name));
  return Object.fromEntries(given.map(([name, value]) => [name.slice('response-'.length), String(value)]));
}

/** What GET and HEAD have in common. */
export function readObject({ store }: World, params: Params, context: RequestContext): ReadObject {
  const version = findObject(store, findBucket(store, params, context), params);
  checkReadConditions(context.headers, version);
  const range = readRange(context.headers['range'], version.size);
  const checksums = context.headers['x-amz-checksum-mode'] === 'ENABLED' && !range;
  const { start, end } = range ?? { start: 0, end: version.size };
  const headers = {
    ...objectHeaders(version, { checksums }),
    ...overrides(params),
    'content-length': String(end - start),
    ...(range && { 'content-range': `bytes ${start}-${end - 1}/${version.size}` }),
  };
  return { version, status: range ? 206 : 200, range: { start, end }, headers };
}
