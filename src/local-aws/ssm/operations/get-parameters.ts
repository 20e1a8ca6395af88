import { AwsError } from '../../kernel/aws-error.ts';
import { listOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { describeParameter, findParameter } from '../parameter-rows.ts';

export const getParameters: Operation = {
  name: 'GetParameters',
  writes: false,
  handle: (params, world) => {
    const found = listOf(params, 'Names').map((name) => ({ name, parameter: lookUp(world, name) }));
    const Parameters = found.flatMap(({ parameter }) => parameter ?? []);
    const InvalidParameters = found.filter(({ parameter }) => !parameter).map(({ name }) => name);
    return { body: { Parameters, InvalidParameters } };
  },
};

function lookUp(world: World, name: string): Record<string, unknown> | undefined {
  try {
    return describeParameter(world, findParameter(world, name));
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
