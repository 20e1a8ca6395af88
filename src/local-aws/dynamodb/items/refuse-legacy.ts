import { notImplemented } from '../../kernel/aws-error.ts';
import type { Params } from '../../kernel/operation.ts';

/** What expressions have replaced since 2014. */
const LEGACY = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

export function refuseLegacy(operation: string, params: Params): void {
  const given = LEGACY.find((name) => params[name] !== undefined);
  if (given !== undefined) throw notImplemented('dynamodb', `${operation} with ${given} (use an expression)`);
}
