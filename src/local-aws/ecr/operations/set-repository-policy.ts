import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { changeRepository } from '../find-repository.ts';

export const setRepositoryPolicy: Operation = {
  name: 'SetRepositoryPolicy',
  writes: true,
  handle: (params, world) => {
    const policyText = stringOf(params, 'policyText') ?? '';
    const { name } = changeRepository(world, params, { policy: policyText });
    return { body: { registryId: world.config.accountId, repositoryName: name, policyText } };
  },
};
