import { createHash } from 'node:crypto';
import type { Operation, Reply, RequestContext, UploadForm } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { findBucket } from '../find.ts';
import { announceObject } from '../notifications/announce-object.ts';
import { readMetadata, versionHeader } from '../object-metadata.ts';
import { checkPostPolicy } from '../post-policy.ts';
import { readNewKey } from '../read-key.ts';
import { invalidArgument, preconditionFailed } from '../s3-error.ts';
import type { BucketRow } from '../s3-rows.ts';
import { storeVersion } from '../store-version.ts';

type Form = Required<UploadForm>;

function readForm({ form }: RequestContext): Form {
  if (!form) throw preconditionFailed('Bucket POST must be of the enclosure-type multipart/form-data');
  const { fields, file } = form;
  if (!file) throw invalidArgument('file', '0', 'POST requires exactly one file upload per request.');
  if (fields['key'] === undefined) {
    const message =
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.";
    throw invalidArgument('key', '', message);
  }
  // Browsers may send a path; S3 takes the last part of it.
  const filename = file.name.split(/[\\/]/).at(-1) ?? '';
  const named = Object.entries(fields).map(([name, value]) => [name, value.replaceAll('${filename}', filename)]);
  return { fields: Object.fromEntries(named) as Record<string, string>, file };
}

function check(world: World, bucket: BucketRow, { fields, file }: Form): void {
  const { policy } = fields;
  if (policy === undefined) return;
  const all = { ...fields, bucket: bucket.name };
  checkPostPolicy(policy, { fields: all, sizeBytes: file.bytes.length, now: world.clock.now() });
}

function redirection(url: string, facts: Readonly<Record<string, string>>): Reply | undefined {
  if (!URL.canParse(url)) return undefined;
  const target = new URL(url);
  for (const [name, value] of Object.entries(facts)) target.searchParams.set(name, value);
  return { status: 303, headers: { location: target.href } };
}

/** An HTML form's upload, as `createPresignedPost` prepares it. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export const postObject: Operation = {
  name: 'PostObject',
  route: 'POST /{Bucket}',
  writes: true,
  handle: async (params, world, context) => {
    const bucket = findBucket(world.store, params, context);
    const form = readForm(context);
    check(world, bucket, form);
    const { fields, file } = form;
    const key = readNewKey({ Key: fields['key'] });
    const etag = createHash('md5').update(file.bytes).digest('hex');
    const blob = await world.blobs.put(file.bytes);
    const metadata = readMetadata({ ...context, headers: fields });
    const size = file.bytes.length;
    const version = storeVersion(world, bucket, key, { ...metadata, blob, size, etag, checksums: {} });
    announceObject(world, bucket, { event: 'ObjectCreated:Post', ...version, key }, context);
    const redirect = fields['success_action_redirect'] ?? fields['redirect'] ?? '';
    const redirected = redirection(redirect, { bucket: bucket.name, key, etag: `"${etag}"` });
    if (redirected) return redirected;
    const Location = `${world.config.endpoint}/${bucket.name}/${encodeURIComponent(key)}`;
    const headers = { location: Location, etag: `"${etag}"`, ...versionHeader(version) };
    const status = Number(fields['success_action_status']);
    if (status !== 201) return { status: status === 200 ? 200 : 204, headers };
    return { status, headers, body: { PostResponse: { Location, Bucket: bucket.name, Key: key, ETag: `"${etag}"` } } };
  },
};
