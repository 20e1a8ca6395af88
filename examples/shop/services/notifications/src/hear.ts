import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventBridgeEvent } from 'aws-lambda';

interface OrderPlaced {
  readonly id: string;
  readonly item: string;
  readonly mail: string;
}

const sqs = new SQSClient();

export async function handler({ detail }: EventBridgeEvent<'order placed', OrderPlaced>): Promise<void> {
  const message = { id: detail.id, to: detail.mail, text: `You ordered ${detail.item}.` };
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env['MAILS_URL'], MessageBody: JSON.stringify(message) }));
}
