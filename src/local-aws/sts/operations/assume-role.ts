import { numberOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { createSession } from '../create-session.ts';
import { requiredMatch, ROLE_ARN, SESSION_NAME, showAssumedRole, showCredentials } from '../show-session.ts';

/** Whoever asks may assume any role, also one that its account does not have yet: this is a rehearsal, not a fence. */
export const assumeRole: Operation = {
  name: 'AssumeRole',
  writes: true,
  handle: (params, world) => {
    const session = createSession(world, {
      roleArn: requiredMatch(params, 'RoleArn', ROLE_ARN),
      sessionName: requiredMatch(params, 'RoleSessionName', SESSION_NAME),
      seconds: numberOf(params, 'DurationSeconds') ?? 3600,
    });
    return { body: { Credentials: showCredentials(session), AssumedRoleUser: showAssumedRole(session) } };
  },
};
