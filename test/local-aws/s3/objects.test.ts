import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { startLocalAws, type StartedLocalAws } from '../start-local-aws.ts';

describe('S3 objects', () => {
  let aws: StartedLocalAws;
  let s3: S3Client;
  let count = 0;
  beforeAll(async () => {
    aws = await startLocalAws();
    s3 = new S3Client(aws.clientConfig);
  });
  afterAll(() => aws.stop());

  async function aBucket(): Promise<string> {
    const Bucket = `bucket-${++count}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    return Bucket;
  }
  async function read(Bucket: string, Key: string, VersionId?: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return (await Body?.transformToString()) ?? '';
  }

  test('an object comes back as it was put, with its metadata and checksum', async () => {
    const Bucket = await aBucket();
    const put = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/ä b+c.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { color: 'blue' },
      }),
    );
    expect(put.ETag).toBe(`"${createHash('md5').update('hello').digest('hex')}"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/ä b+c.txt', ChecksumMode: 'ENABLED' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      ContentLength: 5,
      Metadata: { color: 'blue' },
      ChecksumCRC32: 'NhCmhg==',
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/ä b+c.txt' }));
    expect(head).toMatchObject({ ContentLength: 5, ETag: put.ETag });
  });

  test('a key has at most 1,024 bytes', async () => {
    const Bucket = await aBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'ä'.repeat(512), Body: 'long' }));
    const longer = { Bucket, Key: `${'ä'.repeat(512)}a` };
    const refused = expect.objectContaining({ name: 'KeyTooLongError', MaxSizeAllowed: '1024', Size: '1025' });
    await expect(s3.send(new PutObjectCommand({ ...longer, Body: 'longer' }))).rejects.toEqual(refused);
    await expect(s3.send(new CreateMultipartUploadCommand(longer))).rejects.toEqual(refused);
  });

  test('a stream of several megabytes arrives whole, sent in chunks with a trailing checksum', async () => {
    const Bucket = await aBucket();
    const bytes = randomBytes(3 * 1024 * 1024 + 7);
    const Body = Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'big', Body, ContentLength: bytes.length }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) as Uint8Array).equals(bytes)).toBe(true);
  });

  test.each(['SHA256', 'SHA1', 'CRC32C'] as const)(
    'a wrong %s is refused and nothing is kept',
    async (ChecksumAlgorithm) => {
      const Bucket = await aBucket();
      const wrong = { SHA256: 'ChecksumSHA256', SHA1: 'ChecksumSHA1', CRC32C: 'ChecksumCRC32C' }[ChecksumAlgorithm];
      await expect(
        s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', [wrong]: 'AAAAAA==' })),
      ).rejects.toMatchObject({ name: 'BadDigest' });
      await expect(read(Bucket, 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
    },
  );

  test('ranges answer 206 with their bytes, and 416 beyond the end', async () => {
    const Bucket = await aBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: '0123456789' }));
    const middle = await s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=2-4' }));
    expect(await middle.Body?.transformToString()).toBe('234');
    expect(middle).toMatchObject({ ContentRange: 'bytes 2-4/10', $metadata: { httpStatusCode: 206 } });
    const tail = await s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=-3' }));
    expect(await tail.Body?.transformToString()).toBe('789');
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k', Range: 'bytes=10-' }))).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });

  test('a conditional write creates once, and replaces only what it expects', async () => {
    const Bucket = await aBucket();
    const create = (): Promise<unknown> =>
      s3.send(new PutObjectCommand({ Bucket, Key: 'lock', Body: 'mine', IfNoneMatch: '*' }));
    await create();
    await expect(create()).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
    const stale = new PutObjectCommand({
      Bucket,
      Key: 'lock',
      Body: 'x',
      IfMatch: '"00000000000000000000000000000000"',
    });
    await expect(s3.send(stale)).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await read(Bucket, 'lock')).toBe('mine');
  });

  test('an unchanged object answers 304', async () => {
    const Bucket = await aBucket();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k', IfNoneMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  test('a copy carries bytes and metadata, or replaces the metadata', async () => {
    const Bucket = await aBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'from', Body: 'x', Metadata: { a: '1' } }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ a: '1' });
    await s3.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'to',
        CopySource: `/${Bucket}/from`,
        MetadataDirective: 'REPLACE',
        Metadata: { b: '2' },
      }),
    );
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ b: '2' });
    expect(await read(Bucket, 'to')).toBe('x');
  });

  test('listings page in the order of UTF-8, and fold what a delimiter separates', async () => {
    const Bucket = await aBucket();
    for (const Key of ['b', 'a/1', 'a/2', 'c/x/1', 'ä', 'Z'])
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const folded = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['Z', 'b', 'ä']);
    expect(folded.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }));
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(keys).toEqual(['Z', 'a/1', 'a/2', 'b', 'c/x/1', 'ä']);
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }));
    const second = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: first.NextMarker }));
    const shown = [first, second].flatMap((page) => [
      ...(page.Contents ?? []).map(({ Key }) => Key),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    ]);
    expect(new Set(shown)).toEqual(new Set(['Z', 'a/', 'b', 'c/', 'ä']));
  });

  test('with versioning nothing is lost: deletes leave a marker, versions come back', async () => {
    const Bucket = await aBucket();
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const one = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read(Bucket, 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read(Bucket, 'k', one.VersionId)).toBe('one');
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(listed.Versions).toHaveLength(2);
    expect(listed.DeleteMarkers).toHaveLength(1);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: marker.VersionId }));
    expect(await read(Bucket, 'k')).toBe('two');
  });

  test('many objects are deleted in one call, missing ones too', async () => {
    const Bucket = await aBucket();
    for (const Key of ['a', 'b & c', 'd']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const Objects = [{ Key: 'a' }, { Key: 'b & c' }, { Key: 'never' }];
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b & c', 'never']);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key)).toEqual(['d']);
  });

  test('tags can be put along and changed', async () => {
    const Bucket = await aBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging: 'a=1' }));
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet).toEqual([
      { Key: 'a', Value: '1' },
    ]);
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: [{ Key: 'b', Value: '2' }] } }));
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet).toEqual([
      { Key: 'b', Value: '2' },
    ]);
  });
});
