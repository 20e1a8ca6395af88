import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { changeRepository } from '../find-repository.ts';

export const putLifecyclePolicy: Operation = {
  name: 'PutLifecyclePolicy',
  writes: true,
  handle: (params, world) => {
    const lifecyclePolicyText = stringOf(params, 'lifecyclePolicyText') ?? '';
    const { name } = changeRepository(world, params, { lifecyclePolicy: lifecyclePolicyText });
    return { body: { registryId: world.config.accountId, repositoryName: name, lifecyclePolicyText } };
  },
};
