import { readFile } from 'node:fs/promises';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CloudError, type Cloud, type NotificationCalls } from '../release/cloud.ts';
import { artifactPrefix } from '../model/names.ts';
import { absentAs } from './absent-as.ts';
import type { Connection } from './connection.ts';
import { makeNotificationCalls } from './notification-calls.ts';
import { supervise } from './supervise.ts';

export function makeStorageCalls({
  clientConfig,
  supervision,
  inTurn,
}: Connection): Pick<Cloud, 'hasArtifact' | 'putArtifact' | 'listArtifacts' | 'deleteArtifact' | 'emptyBucket'> &
  NotificationCalls {
  // An endpoint of somebody's own has no wildcard DNS for `bucket.host`.
  const forcePathStyle = clientConfig.endpoint !== undefined;
  const client = supervise(new S3Client({ ...clientConfig, forcePathStyle }), 'S3', supervision);
  return {
    ...makeNotificationCalls(client, inTurn),
    hasArtifact: (bucket, key) =>
      absentAs(false, ['NotFound', 'NoSuchKey'], async () => {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      }),
    putArtifact: async (bucket, key, path) => {
      // Whole, not as a stream: the SDK cannot repeat a stream after a lost answer.
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }));
    },
    listArtifacts: (bucket) => absentAs([], ['NoSuchBucket'], () => listArtifacts(client, bucket)),
    deleteArtifact: async (bucket, key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    emptyBucket: (bucket) => absentAs(0, ['NoSuchBucket'], () => emptyBucket(client, bucket)),
  };
}

async function listArtifacts(client: S3Client, bucket: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const request = { Bucket: bucket, Prefix: artifactPrefix, ContinuationToken: token };
    const page = await client.send(new ListObjectsV2Command(request));
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    token = page.NextContinuationToken;
  } while (token);
  return keys;
}

/** Versions and delete markers too: a bucket with any of them cannot be deleted. A page at a time, until none is left. */
async function emptyBucket(client: S3Client, bucket: string): Promise<number> {
  for (let deleted = 0; ;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (objects.length === 0) return deleted;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    if (Errors[0])
      throw new CloudError(Errors[0].Code ?? 'Error', Errors[0].Message ?? '', { operation: 'DeleteObjects' });
    deleted += objects.length;
  }
}
