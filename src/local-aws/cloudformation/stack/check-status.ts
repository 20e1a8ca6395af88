import { validationError } from '../cloudformation-error.ts';
import type { StackRow } from './stack-rows.ts';

const UPDATABLE = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_FAILED',
];

/** Throws ValidationError: busy, or in a state that only a deletion (or ContinueUpdateRollback) ends. */
export function checkUpdatable(stack: StackRow): void {
  if (UPDATABLE.includes(stack.status)) return;
  throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be updated.`);
}

export function isBusy(stack: StackRow): boolean {
  return stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS';
}
