import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { findSecret } from '../find-secret.ts';
import { identityOf, secrets } from '../secret-rows.ts';

export const putResourcePolicy: Operation = {
  name: 'PutResourcePolicy',
  writes: true,
  handle: (params, world) => {
    const secret = findSecret(world, params);
    secrets(world).set(secret.name, { ...secret, policy: readPolicy(params) });
    return { body: identityOf(secret) };
  },
};

function readPolicy(params: Params): string {
  const text = stringOf(params, 'ResourcePolicy') ?? '';
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && 'Statement' in document) return text;
  } catch {
    // Said below.
  }
  throw new AwsError('MalformedPolicyDocumentException', 400, 'This resource policy contains invalid Json.');
}
