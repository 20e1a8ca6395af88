import { numberOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { createSession } from '../create-session.ts';
import { showCredentials } from '../show-session.ts';

export const getSessionToken: Operation = {
  name: 'GetSessionToken',
  writes: true,
  handle: (params, world) => {
    const seconds = numberOf(params, 'DurationSeconds') ?? 43_200;
    const roleArn = `arn:aws:iam::${world.config.accountId}:role/root`;
    const session = createSession(world, { roleArn, sessionName: 'session', seconds });
    return { body: { Credentials: showCredentials(session) } };
  },
};
