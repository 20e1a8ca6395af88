import { checkObjectHeaders } from './check-object-headers.ts';
import type { RequestContext } from '../kernel/operation.ts';
import type { ObjectMetadata, ObjectVersion } from './s3-rows.ts';

const KEPT = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
];

function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (KEPT.includes(name) || name.startsWith('x-amz-meta-')) kept[name] = value;
  }
  // The framing of the upload is not part of the object.
  const encoding = (kept['content-encoding'] ?? '').split(/,\s*/).filter((part) => part && part !== 'aws-chunked');
  const { 'content-encoding': _framing, ...others } = kept;
  return encoding.length > 0 ? { ...others, 'content-encoding': encoding.join(',') } : others;
}

/** What a PUT says about its object in headers. */
export function readMetadata({ headers }: RequestContext): ObjectMetadata {
  checkObjectHeaders(headers);
  return {
    headers: { 'content-type': 'binary/octet-stream', ...keptHeaders(headers) },
    storageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
    tags: Object.fromEntries(new URLSearchParams(headers['x-amz-tagging'] ?? '')),
  };
}

/** As asked for, and AES256 without: nothing here is encrypted. */
export function encryptionHeaders({ headers }: Pick<ObjectMetadata, 'headers'>): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption'));
  return { 'x-amz-server-side-encryption': 'AES256', ...Object.fromEntries(shown) };
}

export function versionHeader({ versionId }: Pick<ObjectVersion, 'versionId'>): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

export function checksumHeaders({ checksums }: Pick<ObjectVersion, 'checksums'>): Record<string, string> {
  const pairs = Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Of GET and HEAD. */
export function objectHeaders(version: ObjectVersion, { checksums }: { checksums: boolean }): Record<string, string> {
  const tagCount = Object.keys(version.tags).length;
  return {
    ...encryptionHeaders(version),
    ...version.headers,
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    etag: `"${version.etag}"`,
    'accept-ranges': 'bytes',
    ...versionHeader(version),
    ...(version.storageClass !== 'STANDARD' && { 'x-amz-storage-class': version.storageClass }),
    ...(tagCount > 0 && { 'x-amz-tagging-count': String(tagCount) }),
    ...(checksums && checksumHeaders(version)),
  };
}
