import { numberOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { createSession } from '../create-session.ts';
import { requiredMatch, ROLE_ARN, SESSION_NAME, showAssumedRole, showCredentials } from '../show-session.ts';

/** How CI systems come in. The token is not verified. */
export const assumeRoleWithWebIdentity: Operation = {
  name: 'AssumeRoleWithWebIdentity',
  writes: true,
  handle: (params, world) => {
    const session = createSession(world, {
      roleArn: requiredMatch(params, 'RoleArn', ROLE_ARN),
      sessionName: requiredMatch(params, 'RoleSessionName', SESSION_NAME),
      seconds: numberOf(params, 'DurationSeconds') ?? 3600,
    });
    requiredMatch(params, 'WebIdentityToken', /^[\s\S]{4,20000}$/);
    return { body: { Credentials: showCredentials(session), AssumedRoleUser: showAssumedRole(session) } };
  },
};
