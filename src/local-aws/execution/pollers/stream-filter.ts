import { matchPattern } from '../../events/pattern/match-pattern.ts';
import { isObject, type Pattern } from '../../events/pattern/parse-pattern.ts';

type Shown = Readonly<Record<string, unknown>>;

/**
 * Which records the function gets; the others are done unseen. Patterns for Kinesis name `data`, read as JSON where the pattern
 * is an object, and members beside it; those for DynamoDB are held against the record as it is.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html
 */
export function makeStreamFilter(filters: readonly string[]): (record: Shown) => boolean {
  if (filters.length === 0) return () => true;
  const patterns = filters.map((text) => JSON.parse(text) as Pattern);
  return (record) => patterns.some((pattern) => matchPattern(pattern, seen(pattern, record)));
}

function seen(pattern: Pattern, record: Shown): unknown {
  const kinesis = record['kinesis'];
  if (!isObject(kinesis)) return record;
  const text = Buffer.from((kinesis['data'] as string | undefined) ?? '', 'base64').toString('utf8');
  return { ...record, ...kinesis, data: isObject(pattern['data']) ? parse(text) : text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON: no pattern for JSON matches it.
    return undefined;
  }
}
