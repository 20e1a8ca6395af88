import { randomUUID } from 'node:crypto';
import { recordOf, stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { mapOf } from './members.ts';
import { invalidParameter } from './sns-error.ts';

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export interface Message {
  readonly id: string;
  readonly text: string;
  /** By protocol, when the publisher sent one for each (`MessageStructure: json`). */
  readonly texts?: Readonly<Record<string, string>>;
  readonly subject?: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

const LIMIT_BYTES = 262_144;

/** What Publish, or one entry of PublishBatch, has to say. Throws InvalidParameter. */
export function readMessage(params: Params): Message {
  const text = stringOf(params, 'Message') ?? '';
  if (text === '') throw invalidParameter('Empty message');
  if (Buffer.byteLength(text) > LIMIT_BYTES) throw invalidParameter('Message too long');
  const subject = stringOf(params, 'Subject');
  if (subject !== undefined && (subject === '' || subject.length > 100)) throw invalidParameter('Subject');
  const texts = stringOf(params, 'MessageStructure') === 'json' ? readTexts(text) : undefined;
  const groupId = stringOf(params, 'MessageGroupId');
  const deduplicationId = stringOf(params, 'MessageDeduplicationId');
  return {
    id: randomUUID(),
    text: texts?.['default'] ?? text,
    ...(texts && { texts }),
    ...(subject !== undefined && { subject }),
    attributes: readAttributes(params),
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}

function readTexts(text: string): Record<string, string> {
  let texts: unknown;
  try {
    texts = JSON.parse(text);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  if (typeof texts === 'object' && texts !== null && 'default' in texts) return texts as Record<string, string>;
  throw invalidParameter('Message Structure - No default entry in JSON message body');
}

function readAttributes(params: Params): Record<string, MessageAttribute> {
  const given = mapOf(params, 'MessageAttributes') as Record<string, Params>;
  const entries = Object.keys(given).map((name): [string, MessageAttribute] => {
    const value = recordOf(given, name) ?? {};
    const { DataType, StringValue, BinaryValue } = value;
    if (!DataType)
      throw invalidParameter(`The message attribute '${name}' must contain non-empty message attribute type.`);
    return [
      name,
      {
        DataType,
        ...(StringValue !== undefined && { StringValue }),
        ...(BinaryValue !== undefined && { BinaryValue }),
      },
    ];
  });
  return Object.fromEntries(entries);
}
