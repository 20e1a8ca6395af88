import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';
import { defineOperation } from '../define-operation.ts';
import { conflict, invalidParameter, staleRevision } from '../errors.ts';
import { findPolicyTarget } from '../find-policy.ts';
import { LATEST } from '../find-version.ts';
import { limits } from '../limits.ts';
import { locateFunction } from '../locate-function.ts';
import { policies, type PolicyRow, type Statement } from '../policy-rows.ts';
import { makeStatement, renderPolicy } from '../policy-statement.ts';
import { namespacedFunctionName, qualifier, serviceArn, statementId, text } from '../validation/names.ts';
import { boolean, oneOf, string, structure } from '../validation/shape.ts';

const input = structure(
  {
    FunctionName: namespacedFunctionName,
    StatementId: statementId,
    Action: string({ pattern: '(lambda:[*]|lambda:[a-zA-Z]+|[*])' }),
    Principal: string({ pattern: String.raw`[^\s]+` }),
  },
  {
    SourceArn: serviceArn,
    SourceAccount: string({ max: 12, pattern: String.raw`\d{12}` }),
    EventSourceToken: string({ max: 256, pattern: String.raw`[a-zA-Z0-9._\-]+` }),
    Qualifier: qualifier,
    RevisionId: text,
    PrincipalOrgID: string({ min: 12, max: 34, pattern: 'o-[a-z0-9]{10,32}' }),
    FunctionUrlAuthType: oneOf('NONE', 'AWS_IAM'),
    InvokedViaFunctionUrl: boolean,
  },
);

function append(world: World, key: string, policy: PolicyRow | undefined, statement: Statement): void {
  const statements = [...(policy?.statements ?? []), statement];
  const size = Buffer.byteLength(renderPolicy(statements));
  if (size > limits.resourcePolicy) {
    const message = `The final policy size (${size}) is bigger than the limit (${limits.resourcePolicy}).`;
    throw new AwsError('PolicyLengthExceededException', 400, message);
  }
  policies(world).set(key, { revisionId: randomUUID(), statements });
}

export const addPermission = defineOperation({
  name: 'AddPermission',
  route: 'POST /2015-03-31/functions/{FunctionName}/policy',
  writes: true,
  input,
  handle: (request, world) => {
    const located = locateFunction(world, request);
    if (located.qualifier === LATEST) {
      throw invalidParameter('We currently do not support adding policies for $LATEST.');
    }
    const { key, resource } = findPolicyTarget(world, located);
    const policy = policies(world).get(key);
    // Without a policy there is no revision that could match.
    if (request.RevisionId && request.RevisionId !== policy?.revisionId) throw staleRevision('GetPolicy');
    if (policy?.statements.some(({ Sid }) => Sid === request.StatementId)) {
      throw conflict(
        `The statement id (${request.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = makeStatement(request, resource);
    append(world, key, policy, statement);
    return { status: 201, body: { Statement: JSON.stringify(statement) } };
  },
});
