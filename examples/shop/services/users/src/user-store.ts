import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
}

const s3 = new S3Client({ forcePathStyle: true });
const at = (id: string): { Bucket: string | undefined; Key: string } => ({
  Bucket: process.env['USERS_BUCKET'],
  Key: `users/${encodeURIComponent(id)}.json`,
});

export async function readUser(id: string): Promise<User | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(at(id)));
    return JSON.parse((await Body?.transformToString()) ?? '') as User;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

export async function writeUser(user: User): Promise<void> {
  await s3.send(new PutObjectCommand({ ...at(user.id), Body: JSON.stringify(user) }));
}
