import { noRoom } from '../errors/catalogue/refusal-errors.ts';
import type { Plan } from '../model/plan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findLackingRoom } from '../plan/find-room.ts';
import { liveRelease } from '../plan/releases.ts';
import type { AskLimits } from './account-limits.ts';

/** Two versions side by side need room for both. Asked only when a plan takes some: it is a call of its own. */
export async function refuseNoRoom(
  { name, askLimits }: { readonly name: string; readonly askLimits: AskLimits },
  snapshot: Snapshot,
  plan: Plan,
): Promise<void> {
  const takes = plan.steps.some(
    (step) =>
      step.kind === 'provision-concurrency' || (step.kind === 'reserve-concurrency' && step.executions !== undefined),
  );
  const limits = takes ? await askLimits() : undefined;
  if (!limits) return;
  const lacking = findLackingRoom(plan.steps, {
    unreserved: limits.unreservedConcurrentExecutions,
    reserved: snapshot.reservedConcurrency,
    warm: warmBeside(snapshot, plan),
  });
  if (lacking.length === 0) return;
  const live = liveRelease(snapshot);
  throw noRoom(name, lacking).withLive(live ? `r${live.number}` : 'nothing');
}

/** Over all versions but the one that the plan warms. */
function warmBeside({ provisioned }: Snapshot, { release }: Plan): Readonly<Record<string, number>> {
  const rows = Object.entries(provisioned).map(([key, there]) => {
    const own = release.functions.find((one) => one.key === key)?.version;
    const others = there.filter(({ version }) => version !== own);
    return [key, others.reduce((sum, { executions }) => sum + executions, 0)] as const;
  });
  return Object.fromEntries(rows);
}
