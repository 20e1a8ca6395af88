import { noRoom } from '../errors/catalogue/refusal-errors.ts';
import type { Plan } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findLackingRoom } from '../plan/find-room.ts';
import { liveRelease } from '../plan/releases.ts';
import type { AskLimits } from './account-limits.ts';
import type { Cloud } from './cloud.ts';

/** Two versions side by side need room for both. Asked only when a plan takes some: it is a call of its own. */
export async function refuseNoRoom(
  { cloud, service, askLimits }: { readonly cloud: Cloud; readonly service: Service; readonly askLimits: AskLimits },
  snapshot: Snapshot,
  { steps }: Plan,
): Promise<void> {
  if (!steps.some(({ kind }) => kind === 'provision-concurrency' || kind === 'reserve-concurrency')) return;
  const [limits, warm] = await Promise.all([askLimits(), readWarm(cloud, service, snapshot)]);
  if (!limits) return;
  const lacking = findLackingRoom(service, steps, {
    unreserved: limits.unreservedConcurrentExecutions,
    reserved: snapshot.reservedConcurrency,
    warm,
  });
  if (lacking.length === 0) return;
  const live = liveRelease(snapshot);
  throw noRoom(service.name, lacking).withLive(live ? `r${live.number}` : 'nothing');
}

async function readWarm(
  cloud: Cloud,
  service: Service,
  { provisioned }: Snapshot,
): Promise<Readonly<Record<string, number>>> {
  const rows = await Promise.all(
    service.functions.map(async ({ key, lambdaName }) => {
      const versions = provisioned[key] ?? [];
      const states = await Promise.all(versions.map((one) => cloud.readProvisionedConcurrency(lambdaName, one)));
      return [key, states.reduce((sum, state) => sum + (state?.requested ?? 0), 0)] as const;
    }),
  );
  return Object.fromEntries(rows);
}
