import type { Operation, Params, Reply, RequestContext } from '../kernel/operation.ts';
import type { World } from '../kernel/world.ts';
import { readInput } from './validation/read-input.ts';
import type { StructureShape, ValueOf } from './validation/shape.ts';

interface Definition<Input extends StructureShape> {
  readonly name: string;
  readonly route: string;
  readonly writes: boolean;
  readonly payload?: boolean;
  readonly input: Input;
  /** What AWS says before it holds the members against their constraints. */
  readonly first?: (params: Params, context: RequestContext) => void;
  readonly handle: (input: ValueOf<Input>, world: World, context: RequestContext) => Promise<Reply> | Reply;
}

/** A Lambda operation: its input is read by the table of its members before it is handled, over the wire and in-process alike. */
export function defineOperation<Input extends StructureShape>(definition: Definition<Input>): Operation {
  const { input, first, handle, ...operation } = definition;
  return {
    ...operation,
    handle: async (params, world, context) => {
      first?.(params, context);
      return handle(readInput(input, params), world, context);
    },
  };
}
