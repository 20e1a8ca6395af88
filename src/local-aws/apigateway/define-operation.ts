import type { Operation, Reply, RequestContext } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { structure, type Members, type Readers } from './input/read.ts';

/** An input: the members that must be there, and those that may. */
export interface Fields<Required extends Readers, Optional extends Readers> {
  readonly required: Required;
  readonly optional: Optional;
}

export function fields<Required extends Readers, Optional extends Readers>(
  required: Required,
  optional: Optional,
): Fields<Required, Optional> {
  return { required, optional };
}

interface Definition<Required extends Readers, Optional extends Readers> {
  readonly name: string;
  readonly route: string;
  readonly writes: boolean;
  readonly input: Fields<Required, Optional>;
  readonly handle: (
    input: Members<Required, Optional>,
    world: World,
    context: RequestContext,
  ) => Promise<Reply> | Reply;
}

/** An API Gateway operation: its input is read by its table before it is handled, over the wire and in-process alike. */
export function defineOperation<Required extends Readers, Optional extends Readers>(
  definition: Definition<Required, Optional>,
): Operation {
  const { input, handle, ...operation } = definition;
  const read = structure(input.required, input.optional);
  return { ...operation, handle: async (params, world, context) => handle(read(params, ''), world, context) };
}
