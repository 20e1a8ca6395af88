import type { Operation } from '../../kernel/operation.ts';

export const getCallerIdentity: Operation = {
  name: 'GetCallerIdentity',
  writes: false,
  handle: (_params, { config }) => ({
    body: { UserId: 'AIDALOCALAWSROOTUSER1', Account: config.accountId, Arn: `arn:aws:iam::${config.accountId}:root` },
  }),
};
