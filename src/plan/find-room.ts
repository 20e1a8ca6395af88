import type { Step } from '../model/plan.ts';
import type { Service } from '../model/service.ts';

/** Executions at once, as AWS counts them now. */
export interface RoomFacts {
  /** What the account has left for functions that reserve nothing. */
  readonly unreserved: number;
  /** Reserved per function key; absent: nothing. */
  readonly reserved: Readonly<Record<string, number | undefined>>;
  /** Kept warm now, over all versions, per function key: the live version stays warm until the new one is live. */
  readonly warm: Readonly<Record<string, number>>;
}

/** Lambda keeps so many for functions that reserve nothing (aws-contract 9). */
const KEPT_BACK = 100;

/** Why the account or a reservation has no room for both versions side by side; empty: it has. */
export function findLackingRoom(service: Service, steps: readonly Step[], facts: RoomFacts): readonly string[] {
  return [...lackingReservations(steps, facts), ...lackingWarmth(service, steps, facts)];
}

function reservations(steps: readonly Step[]): ReadonlyMap<string, number> {
  const raised = steps.filter(
    (step): step is Extract<Step, { kind: 'reserve-concurrency' }> =>
      step.kind === 'reserve-concurrency' && step.phase === 'verify',
  );
  return new Map(raised.map(({ function: key, executions }) => [key, executions]));
}

function taken(steps: readonly Step[], { reserved }: RoomFacts): number {
  return [...reservations(steps)].reduce((sum, [key, executions]) => sum + executions - (reserved[key] ?? 0), 0);
}

function lackingReservations(steps: readonly Step[], facts: RoomFacts): readonly string[] {
  const more = taken(steps, facts);
  if (more <= 0 || facts.unreserved - more >= KEPT_BACK) return [];
  const names = [...reservations(steps)].map(([key, executions]) => `${key} ${executions}`).join(', ');
  return [
    `reservedConcurrency (${names}) takes ${more} more executions of the ${facts.unreserved} that the account has left, and Lambda keeps ${KEPT_BACK} of them.`,
  ];
}

function lackingWarmth(service: Service, steps: readonly Step[], facts: RoomFacts): readonly string[] {
  const coming = steps.flatMap((step) => (step.kind === 'provision-concurrency' ? [step.function] : []));
  const wanted = coming.map((key) => {
    const definition = service.functions.find((candidate) => candidate.key === key);
    const reserved = reservations(steps).get(key) ?? facts.reserved[key];
    return { key, reserved, fresh: definition?.provisionedConcurrency ?? 0, warm: facts.warm[key] ?? 0 };
  });
  const own = wanted.flatMap(({ key, reserved, fresh, warm }) =>
    reserved !== undefined && fresh + warm > reserved
      ? [`${key} keeps ${warm} environments warm and wants ${fresh} more beside them, but reserves ${reserved}.`]
      : [],
  );
  const shared = wanted.filter(({ reserved }) => reserved === undefined);
  const sum = shared.reduce((total, { fresh, warm }) => total + fresh + warm, 0);
  const left = facts.unreserved - taken(steps, facts) - KEPT_BACK;
  if (shared.length === 0 || sum <= left) return own;
  const names = shared.map(({ key, fresh, warm }) => `${key} ${fresh} beside ${warm}`).join(', ');
  return [
    ...own,
    `provisionedConcurrency of both versions side by side (${names}) is ${sum}; the account has ${facts.unreserved} left, of which Lambda keeps ${KEPT_BACK}.`,
  ];
}
