import { AwsError } from '../kernel/aws-error.ts';
import { sha256Of } from '../kernel/sha256.ts';
import type { World } from '../kernel/world.ts';
import { invalidParameter, tooLarge } from './errors.ts';
import type { CodeFacts } from './function-rows.ts';
import { limits } from './limits.ts';
import { s3Bucket, s3Key } from './validation/names.ts';
import { blob, oneOf, string } from './validation/shape.ts';
import { BrokenZip, declaredBytes, leavesArchive, listEntries, verifyDeclaredSizes } from './zip-contents.ts';

/** Where an archive may come from: members of FunctionCode, UpdateFunctionCode and a layer's Content. */
export const archiveMembers = {
  ZipFile: blob,
  S3Bucket: s3Bucket,
  S3Key: s3Key,
  S3ObjectVersion: string({ min: 1, max: 1024 }),
  S3ObjectStorageMode: oneOf('COPY', 'REFERENCE'),
} as const;

export interface ArchiveSource {
  readonly ZipFile?: Buffer;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
}

/** Checked before everything else, even before the request's own size (recorded). */
export function refuseLargeUpload(source: ArchiveSource): void {
  if (source.ZipFile && source.ZipFile.length > limits.zippedUpload) {
    throw tooLarge(`Zipped size must be smaller than ${limits.zippedUpload} bytes`);
  }
}

/** The archive must lie in the function's Region; what S3 says there is passed on (recorded). */
async function getObject(world: World, { S3Bucket, S3Key, S3ObjectVersion }: ArchiveSource): Promise<Buffer> {
  const location = await world.call('s3', 'GetBucketLocation', { Bucket: S3Bucket });
  const region = (location as { LocationConstraint?: string } | undefined)?.LocationConstraint || 'us-east-1';
  if (region !== world.config.region) {
    const message = `The bucket is in this region: ${region}. Please use this region to retry the request`;
    throw new AwsError('PermanentRedirect', 301, message);
  }
  const params = { Bucket: S3Bucket, Key: S3Key, ...(S3ObjectVersion && { VersionId: S3ObjectVersion }) };
  return (await world.call('s3', 'GetObject', params)) as Buffer;
}

async function fetchFromS3(world: World, source: ArchiveSource): Promise<Buffer> {
  try {
    return await getObject(world, source);
  } catch (error) {
    if (!(error instanceof AwsError) || error.status >= 500) throw error;
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

async function fetchArchive(world: World, source: ArchiveSource): Promise<Buffer> {
  const fromS3 = source.S3Bucket !== undefined || source.S3Key !== undefined;
  if (source.ZipFile && fromS3) {
    throw invalidParameter('Please do not provide other FunctionCode parameters when providing a ZipFile.');
  }
  if (source.ZipFile) return source.ZipFile;
  if (source.S3Bucket === undefined || source.S3Key === undefined) {
    throw invalidParameter('Please provide a source for function code.');
  }
  return fetchFromS3(world, source);
}

async function unzippedBytes(zip: Buffer): Promise<number> {
  try {
    const entries = listEntries(zip);
    if (entries.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
    const outside = entries.find(({ name }) => leavesArchive(name));
    if (outside) throw new BrokenZip(`${outside.name} points outside of the archive`);
    const declared = declaredBytes(entries);
    if (declared >= limits.unzipped) {
      throw invalidParameter(`Unzipped size must be smaller than ${limits.unzipped} bytes`);
    }
    await verifyDeclaredSizes(zip, entries, limits.unzipped);
    return declared;
  } catch (error) {
    if (!(error instanceof BrokenZip)) throw error;
    throw invalidParameter('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}

/** Fetches, checks and keeps an archive. The same bytes are unpacked for checking only once. */
export async function readArchive(world: World, source: ArchiveSource): Promise<CodeFacts> {
  refuseLargeUpload(source);
  const zip = await fetchArchive(world, source);
  if (zip.length === 0) throw invalidParameter('Uploaded file must be a non-empty zip');
  const digest = await sha256Of(zip);
  const known = world.store.table<CodeFacts>('lambda.archives');
  const facts = known.get(digest.toString('hex'));
  if (facts) {
    await world.blobs.put(zip); // Kept alive: the blobs that no function names are collected.
    return facts;
  }
  const unzipped = await unzippedBytes(zip);
  const checked: CodeFacts = {
    blob: await world.blobs.put(zip),
    sha256: digest.toString('base64'),
    sizeBytes: zip.length,
    unzippedBytes: unzipped,
  };
  known.set(checked.blob, checked);
  return checked;
}
