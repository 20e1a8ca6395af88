import { readFile } from 'node:fs/promises';
import type { Code } from '../release/cloud.ts';

type FunctionCode = { ZipFile: Uint8Array } | { S3Bucket: string; S3Key: string };

/** The members that UpdateFunctionCode, CreateFunction's `Code` and PublishLayerVersion's `Content` share. */
export async function toFunctionCode(code: Code): Promise<FunctionCode> {
  if (code.kind === 's3') return { S3Bucket: code.bucket, S3Key: code.key };
  return { ZipFile: await readFile(code.path) };
}
