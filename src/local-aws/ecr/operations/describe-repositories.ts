import type { Operation } from '../../kernel/operation.ts';
import { listOf } from '../../kernel/members.ts';
import { notFound, repositories, showRepository } from '../repository-rows.ts';

export const describeRepositories: Operation = {
  name: 'DescribeRepositories',
  writes: false,
  handle: (params, { store, config: { accountId, region } }) => {
    const names = listOf(params, 'repositoryNames');
    const missing = names.find((name) => !repositories(store).has(name));
    if (missing !== undefined) throw notFound(missing, accountId);
    const found = repositories(store)
      .values()
      .filter(({ name }) => names.length === 0 || names.includes(name));
    return { body: { repositories: found.map((row) => showRepository(row, accountId, region)) } };
  },
};
