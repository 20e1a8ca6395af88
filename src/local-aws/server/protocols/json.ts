import { AwsError } from '../../kernel/aws-error.ts';
import type { Params } from '../../kernel/operation.ts';
import { liftBlob } from './lift-blob.ts';

function parse(text: string): Params {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 400, 'Could not parse request body into json.');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Params;
  throw new AwsError('SerializationException', 400, 'Start of structure or map found where not expected.');
}

/** A JSON body as members; an empty one has none. A large `ZipFile` comes as bytes instead of base64. */
export async function parseJsonMembers(body: Buffer): Promise<Params> {
  if (body.length === 0) return {};
  const lifted = await liftBlob(body, 'ZipFile');
  return lifted ? lifted.putBack(parse(lifted.rest)) : parse(body.toString('utf8'));
}

/** JSON whose dates are epoch seconds, as in AWS's JSON protocols. */
export function renderJson(body: unknown): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}
