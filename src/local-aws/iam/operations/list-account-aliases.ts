import type { Operation } from '../../kernel/operation.ts';

export const listAccountAliases: Operation = {
  name: 'ListAccountAliases',
  writes: false,
  handle: () => ({ body: { AccountAliases: [], IsTruncated: false } }),
};
