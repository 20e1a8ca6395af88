import { matchPattern } from '../../events/pattern/match-pattern.ts';
import { isObject, type Pattern } from '../../events/pattern/parse-pattern.ts';
import type { SqsMessage } from './sqs-event.ts';

/**
 * Which messages the function gets; the others are deleted unseen. A pattern whose `body` is an object wants JSON there, one
 * with a list wants text: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function makeFilter(filters: readonly string[]): (message: SqsMessage) => boolean {
  if (filters.length === 0) return () => true;
  const patterns = filters.map((text) => JSON.parse(text) as Pattern);
  return (message) => patterns.some((pattern) => matches(pattern, message));
}

function matches(pattern: Pattern, { Body, MessageId, Attributes }: SqsMessage): boolean {
  const body = isObject(pattern['body']) ? parse(Body) : Body;
  return matchPattern(pattern, { body, messageId: MessageId, attributes: Attributes });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON: no pattern for JSON matches it.
    return undefined;
  }
}
