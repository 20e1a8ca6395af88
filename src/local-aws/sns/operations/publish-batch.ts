import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { deliverMessage } from '../deliver-message.ts';
import { findTopic } from '../find.ts';
import { readMessage } from '../message.ts';
import type { TopicRow } from '../topic-rows.ts';

export const publishBatch: Operation = {
  name: 'PublishBatch',
  writes: true,
  handle: (params, world) => {
    const topic = findTopic(world, params);
    const batch = structuresOf(params, 'PublishBatchRequestEntries');
    checkBatch(batch);
    const outcomes = batch.map((entry) => publishEntry(world, topic, entry));
    return {
      body: {
        Successful: outcomes.filter((outcome) => 'MessageId' in outcome),
        Failed: outcomes.filter((outcome) => 'Code' in outcome),
      },
    };
  },
};

const fail = (code: string, message: string): AwsError => new AwsError(code, 400, message);

function checkBatch(batch: readonly Params[]): void {
  const ids = batch.map((entry) => stringOf(entry, 'Id') ?? '');
  if (batch.length === 0) throw fail('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (batch.length > 10) {
    throw fail('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  }
  if (new Set(ids).size < ids.length) {
    throw fail('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
}

function publishEntry(world: World, topic: TopicRow, entry: Params): Record<string, unknown> {
  const Id = stringOf(entry, 'Id');
  try {
    const message = readMessage(entry);
    deliverMessage(world, topic, message);
    return { Id, MessageId: message.id };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { Id, Code: error.code, Message: error.message, SenderFault: true };
  }
}
