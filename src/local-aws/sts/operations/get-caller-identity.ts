import type { Operation } from '../../kernel/operation.ts';
import { sessions } from '../session-rows.ts';

export const getCallerIdentity: Operation = {
  name: 'GetCallerIdentity',
  writes: false,
  handle: (_params, { store, config: { accountId } }, { accessKeyId = '' }) => {
    const session = sessions(store).get(accessKeyId);
    if (session) return { body: { UserId: session.userId, Account: accountId, Arn: session.arn } };
    return { body: { UserId: accountId, Account: accountId, Arn: `arn:aws:iam::${accountId}:root` } };
  },
};
