import { AwsError } from '../../../kernel/aws-error.ts';
import type { World } from '../../../kernel/world.ts';
import { call } from '../call.ts';

const POLL_MS = 25;

/** Until the function can be changed again. Throws when it ended in Failed. */
export async function waitForFunction(world: World, FunctionName: string): Promise<void> {
  for (;;) {
    const configuration = await call(world, 'lambda', 'GetFunctionConfiguration', { FunctionName });
    const { State, LastUpdateStatus } = configuration;
    if (State === 'Failed' || LastUpdateStatus === 'Failed') throw failed(configuration);
    if (State !== 'Pending' && LastUpdateStatus !== 'InProgress') return;
    await world.clock.sleep(POLL_MS);
  }
}

function failed(configuration: Record<string, unknown>): AwsError {
  const reason = configuration['LastUpdateStatusReason'] ?? configuration['StateReason'] ?? 'unknown';
  return new AwsError('InvalidRequest', 400, `Resource handler failed: ${JSON.stringify(reason)}`);
}
