import { AwsError } from '../kernel/aws-error.ts';
import { stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { sqsError } from './sqs-error.ts';

export interface BatchReply {
  readonly Successful: readonly unknown[];
  readonly Failed: readonly { Id: string; Code: string; Message: string; SenderFault: boolean }[];
}

/** Does each entry by itself; what an entry fails with is part of the answer. Throws what concerns the whole batch. */
export function runBatch(params: Params, handle: (entry: Params) => object): BatchReply {
  const entries = checkEntries(params);
  const Successful: unknown[] = [];
  const Failed: BatchReply['Failed'][number][] = [];
  for (const entry of entries) {
    const Id = stringOf(entry, 'Id') as string;
    try {
      Successful.push({ Id, ...handle(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, Failed };
}

function checkEntries(params: Params): readonly Params[] {
  const entries = structuresOf(params, 'Entries');
  const ids = entries.map((entry) => stringOf(entry, 'Id') ?? '');
  if (entries.length === 0) {
    throw sqsError('EmptyBatchRequest', 'There should be at least one SendMessageBatchRequestEntry in the request.');
  }
  if (entries.length > 10) {
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  const bad = ids.some((id) => !/^[A-Za-z0-9_-]{1,80}$/.test(id));
  if (bad) {
    throw sqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw sqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return entries;
}
