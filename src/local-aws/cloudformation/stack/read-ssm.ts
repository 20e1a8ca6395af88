import { AwsError } from '../../kernel/aws-error.ts';
import type { World } from '../../kernel/world.ts';

/** The value of a parameter of the local Parameter Store; undefined when there is none. */
export async function readSsm(world: World, name: string): Promise<string | undefined> {
  try {
    const reply = (await world.call('ssm', 'GetParameter', { Name: name })) as { Parameter: { Value: string } };
    return reply.Parameter.Value;
  } catch (error) {
    if (error instanceof AwsError && error.code.startsWith('Parameter')) return undefined;
    throw error;
  }
}
