import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

export interface Mail {
  readonly to: string;
  readonly text: string;
}

const s3 = new S3Client({ forcePathStyle: true });
const Bucket = process.env['SENT_BUCKET'];

/** Stands for a mail service: what was sent can be read. Sending the same id again sends nothing twice. */
export async function sendMail(id: string, mail: Mail): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key: `${id}.json`, Body: JSON.stringify(mail) }));
}

export async function sentMails(): Promise<readonly Mail[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 100 }));
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse((await Body?.transformToString()) ?? '') as Mail;
    }),
  );
}
