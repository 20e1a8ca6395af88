import type { Operation } from '../../kernel/operation.ts';
import { stringOf } from '../../kernel/members.ts';
import { changeRepository } from '../find-repository.ts';

export const putImageTagMutability: Operation = {
  name: 'PutImageTagMutability',
  writes: true,
  handle: (params, world) => {
    const imageTagMutability = stringOf(params, 'imageTagMutability') ?? 'MUTABLE';
    const { name } = changeRepository(world, params, { tagMutability: imageTagMutability });
    return { body: { registryId: world.config.accountId, repositoryName: name, imageTagMutability } };
  },
};
