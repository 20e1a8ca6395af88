import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import type { ApiRow } from '../rows.ts';
import { deployAutomatically } from './auto-deploy.ts';
import { changeApi } from './one-at-a-time.ts';

/** A change of what deployments freeze: routes, integrations, authorizers, CORS, the API itself. */
export async function changeDraft<Result>(
  world: World,
  context: RequestContext,
  apiId: string,
  change: (api: ApiRow) => Result | Promise<Result>,
): Promise<Result> {
  const result = await changeApi(world, context, apiId, change);
  deployAutomatically(world, apiId);
  return result;
}
