import type { World } from '../../kernel/world.ts';

/** As ReceiveMessage answers it. */
export interface SqsMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, SqsAttribute>>;
}

interface SqsAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** What one invocation may carry; large messages make several of a batch. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024 - 64;

/** The events for these messages: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function toPayloads(
  world: World,
  queueArn: string,
  messages: readonly SqsMessage[],
): { readonly messages: readonly SqsMessage[]; readonly payload: Buffer }[] {
  const parts: { messages: SqsMessage[]; records: string[]; bytes: number }[] = [];
  for (const message of messages) {
    const record = JSON.stringify(toRecord(world, queueArn, message));
    const bytes = Buffer.byteLength(record) + 1;
    let part = parts.at(-1);
    if (!part || part.bytes + bytes > PAYLOAD_LIMIT_BYTES) parts.push((part = { messages: [], records: [], bytes: 0 }));
    part.messages.push(message);
    part.records.push(record);
    part.bytes += bytes;
  }
  return parts.map((part) => ({
    messages: part.messages,
    payload: Buffer.from(`{"Records":[${part.records.join(',')}]}`),
  }));
}

function toRecord(world: World, eventSourceARN: string, message: SqsMessage): Record<string, unknown> {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [name, toAttribute(attribute)]),
    ),
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: world.config.region,
  };
}

function toAttribute({ DataType, StringValue, BinaryValue }: SqsAttribute): Record<string, unknown> {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
