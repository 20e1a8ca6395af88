import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Mail, sendMail } from './sent-mails.ts';

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const results = await Promise.allSettled(
    event.Records.map(async ({ body }) => {
      const { id, to, text } = JSON.parse(body) as Mail & { id: string };
      await sendMail(id, { to, text });
    }),
  );
  const failed = event.Records.filter((_record, index) => results[index]?.status === 'rejected');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
