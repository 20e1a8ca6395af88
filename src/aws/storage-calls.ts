import { readFile } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Cloud } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import type { Connection } from './connection.ts';
import { supervise } from './supervise.ts';

export function makeStorageCalls({
  clientConfig,
  supervision,
}: Connection): Pick<Cloud, 'hasArtifact' | 'putArtifact'> {
  // An endpoint of somebody's own has no wildcard DNS for `bucket.host`.
  const forcePathStyle = clientConfig.endpoint !== undefined;
  const client = supervise(new S3Client({ ...clientConfig, forcePathStyle }), 'S3', supervision);
  return {
    hasArtifact: (bucket, key) =>
      absentAs(false, ['NotFound', 'NoSuchKey'], async () => {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      }),
    putArtifact: async (bucket, key, path) => {
      // Whole, not as a stream: the SDK cannot repeat a stream after a lost answer.
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }));
    },
  };
}
