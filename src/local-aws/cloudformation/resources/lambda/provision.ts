import { AwsError } from '../../../kernel/aws-error.ts';
import type { World } from '../../../kernel/world.ts';
import { call, unlessMissing } from '../call.ts';

const POLL_MS = 100;

/** Sets provisioned concurrency and waits until it is there; none when `amount` is undefined. */
export async function provision(
  world: World,
  qualified: { readonly FunctionName: string; readonly Qualifier: string },
  amount: number | undefined,
): Promise<void> {
  if (amount === undefined) {
    await unlessMissing(call(world, 'lambda', 'DeleteProvisionedConcurrencyConfig', qualified));
    return;
  }
  await call(world, 'lambda', 'PutProvisionedConcurrencyConfig', {
    ...qualified,
    ProvisionedConcurrentExecutions: amount,
  });
  for (;;) {
    const { Status, StatusReason } = await call(world, 'lambda', 'GetProvisionedConcurrencyConfig', qualified);
    if (Status === 'READY') return;
    if (Status === 'FAILED') throw new AwsError('NotStabilized', 400, JSON.stringify(StatusReason));
    await world.clock.sleep(POLL_MS);
  }
}
