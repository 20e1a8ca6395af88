import { AwsError } from '../../kernel/aws-error.ts';
import type { Params } from '../../kernel/operation.ts';

/** A JSON body as members; anything that is no object has none. */
export function parseJsonMembers(body: Buffer): Params {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 400, 'Could not parse request body into json.');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  throw new AwsError('SerializationException', 400, 'Start of structure or map found where not expected.');
}

/** JSON whose dates are epoch seconds, as in AWS's JSON protocols. */
export function renderJson(body: unknown): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}
