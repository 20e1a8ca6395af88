import type { Step } from '../model/plan.ts';

/** Executions at once, as AWS counts them now. */
export interface RoomFacts {
  /** What the account has left for functions that reserve nothing. */
  readonly unreserved: number;
  /** Reserved per function key; absent: nothing. */
  readonly reserved: Readonly<Record<string, number | undefined>>;
  /** Kept warm now, over all other versions, per function key: the live version stays warm until the new one is live. */
  readonly warm: Readonly<Record<string, number>>;
}

/** Lambda keeps so many for functions that reserve nothing (aws-contract 9). */
const KEPT_BACK = 100;

/** Why the account or a reservation has no room for both versions side by side; empty: it has. */
export function findLackingRoom(steps: readonly Step[], facts: RoomFacts): readonly string[] {
  return [...lackingReservations(steps, facts), ...lackingWarmth(steps, facts)];
}

type Reserving = Extract<Step, { kind: 'reserve-concurrency' }>;

/** Before the switch, or with `atLast` when all is done. */
function reservations(steps: readonly Step[], atLast = false): ReadonlyMap<string, number> {
  const changed = steps.filter(
    (step): step is Reserving => step.kind === 'reserve-concurrency' && (atLast || step.phase === 'verify'),
  );
  return new Map(changed.map(({ function: key, executions = 0 }) => [key, executions]));
}

function taken(changed: ReadonlyMap<string, number>, { reserved }: RoomFacts): number {
  return [...changed].reduce((sum, [key, executions]) => sum + executions - (reserved[key] ?? 0), 0);
}

function lackingReservations(steps: readonly Step[], facts: RoomFacts): readonly string[] {
  const moments = [reservations(steps), reservations(steps, true)];
  const [worst = new Map()] = moments.toSorted((a, b) => taken(b, facts) - taken(a, facts));
  const more = taken(worst, facts);
  if (more <= 0 || facts.unreserved - more >= KEPT_BACK) return [];
  const names = [...worst].map(([key, executions]) => `${key} ${executions}`).join(', ');
  return [
    `reservedConcurrency (${names}) takes ${more} more executions of the ${facts.unreserved} that the account has left, and Lambda keeps ${KEPT_BACK} of them.`,
  ];
}

function lackingWarmth(steps: readonly Step[], facts: RoomFacts): readonly string[] {
  const coming = steps.filter(
    (step): step is Extract<Step, { kind: 'provision-concurrency' }> =>
      step.kind === 'provision-concurrency' && step.phase === 'verify',
  );
  const wanted = coming.map(({ function: key, executions: fresh }) => {
    const reserved = reservations(steps).get(key) ?? facts.reserved[key];
    return { key, reserved, fresh, warm: facts.warm[key] ?? 0 };
  });
  const own = wanted.flatMap(({ key, reserved, fresh, warm }) =>
    reserved !== undefined && fresh + warm > reserved
      ? [`${key} keeps ${warm} environments warm and wants ${fresh} more beside them, but reserves ${reserved}.`]
      : [],
  );
  const shared = wanted.filter(({ reserved }) => reserved === undefined);
  const sum = shared.reduce((total, { fresh, warm }) => total + fresh + warm, 0);
  const left = facts.unreserved - taken(reservations(steps), facts) - KEPT_BACK;
  if (shared.length === 0 || sum <= left) return own;
  const names = shared.map(({ key, fresh, warm }) => `${key} ${fresh} beside ${warm}`).join(', ');
  return [
    ...own,
    `provisionedConcurrency of both versions side by side (${names}) is ${sum}; the account has ${facts.unreserved} left, of which Lambda keeps ${KEPT_BACK}.`,
  ];
}
