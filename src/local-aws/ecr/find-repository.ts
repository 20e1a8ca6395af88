import { stringOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { notFound, repositories, type RepositoryRow } from './repository-rows.ts';

/** Throws RepositoryNotFoundException. */
export function findRepository({ store, config }: World, params: Params): RepositoryRow {
  const name = stringOf(params, 'repositoryName') ?? '';
  const row = repositories(store).get(name);
  if (!row) throw notFound(name, config.accountId);
  return row;
}

export function changeRepository(world: World, params: Params, change: Partial<RepositoryRow>): RepositoryRow {
  const changed = { ...findRepository(world, params), ...change };
  repositories(world.store).set(changed.name, changed);
  return changed;
}
