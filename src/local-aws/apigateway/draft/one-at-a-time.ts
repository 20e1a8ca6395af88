import type { RequestContext } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { conflict } from '../errors.ts';
import { findApi } from '../find.ts';
import type { ApiRow } from '../rows.ts';

const BUSY = 'Unable to complete operation due to concurrent modification. Please try again later.';

const changing = new WeakMap<World, Set<string>>();

function changingIn(world: World): Set<string> {
  const existing = changing.get(world);
  if (existing) return existing;
  const ids = new Set<string>();
  changing.set(world, ids);
  return ids;
}

/**
 * Changes one API. A change takes `apigateway.mutation` ms; a second one of the same API in that time is answered with
 * the 409 that terraform-provider-aws#18018, #37897 and #40575 report. Calls from within (CloudFormation) retry it themselves on AWS: they pass.
 */
export async function changeApi<Result>(
  world: World,
  context: RequestContext,
  apiId: string,
  change: (api: ApiRow) => Result | Promise<Result>,
): Promise<Result> {
  const api = findApi(world, apiId);
  const takesMs = context.internal ? 0 : world.clock.duration('apigateway.mutation');
  if (takesMs === 0) return change(api);
  const busy = changingIn(world);
  if (busy.has(apiId)) throw conflict(BUSY);
  busy.add(apiId);
  try {
    await world.clock.sleep(takesMs);
    return await change(findApi(world, apiId));
  } finally {
    busy.delete(apiId);
  }
}
