import type { Operation } from '../../kernel/operation.ts';
import { findRepository } from '../find-repository.ts';
import { repositories, showRepository } from '../repository-rows.ts';

export const deleteRepository: Operation = {
  name: 'DeleteRepository',
  writes: true,
  handle: (params, world) => {
    const row = findRepository(world, params);
    repositories(world.store).delete(row.name);
    return { body: { repository: showRepository(row, world.config.accountId, world.config.region) } };
  },
};
