import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { validation } from '../dynamodb-error.ts';
import { primaryOf } from './keys.ts';
import { liveTable } from './live-table.ts';
import { changeOf, type PreparedWrite } from './prepared-write.ts';
import type { Change } from './write.ts';

export const MOST_ACTIONS = 100;

export interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const NONE: Reason = { Code: 'None' };

export function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    400,
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

export function refuseTwice(world: World, parts: readonly Pick<PreparedWrite, 'row' | 'key'>[]): void {
  const keys = parts.map(({ row, key }) => `${row.id} ${primaryOf(liveTable(world, row).schema, key)}`);
  if (new Set(keys).size === keys.length) return;
  throw validation('Transaction request cannot include multiple operations on one item');
}

/** What goes wrong with one action cancels them all; each has its reason. */
function reasonOf(error: unknown): Reason {
  if (!(error instanceof AwsError)) throw error;
  const { code, message, members } = error;
  if (code === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: message, ...members };
  }
  if (code !== 'ValidationException') throw error;
  return { Code: 'ValidationError', Message: message };
}

/** All changes, or TransactionCanceledException; nothing is written yet. */
export function changesOf(world: World, writes: readonly PreparedWrite[]): readonly Change[] {
  const outcomes = writes.map((write): Change | Reason => {
    try {
      return changeOf(world, write);
    } catch (error) {
      return reasonOf(error);
    }
  });
  const changes = outcomes.filter((outcome): outcome is Change => 'row' in outcome);
  if (changes.length === writes.length) return changes;
  throw cancelled(outcomes.map((outcome) => ('Code' in outcome ? outcome : NONE)));
}
