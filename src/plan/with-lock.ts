import { stackName } from '../model/names.ts';
import type { Step } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * The lock is an alias of the main function. Before the first release there is none: CloudFormation's stack is the
 * single writer until the main function exists, then the lock is taken as ever.
 */
export function withLock(service: Service, snapshot: Snapshot, work: readonly Step[]): readonly Step[] {
  const first = snapshot.functions[service.main] === undefined;
  const title = `Take the deploy lock of ${stackName(service)}`;
  if (!first) return [lockStep(service, title), ...work, unlockStep];
  const take: Step = { ...lockStep(service, title), phase: 'foundation', lane: 'foundation' };
  // With its layers and its upload, which it cannot be made without.
  const isSeed = (step: Step): boolean =>
    step.phase === 'publish' && step.lane === service.main && step.kind !== 'publish-version';
  const seed = work.filter(isSeed).map((step): Step => ({ ...step, phase: 'foundation', lane: 'foundation' }));
  const foundation = work.filter((step) => step.phase === 'foundation');
  const rest = work.filter((step) => step.phase !== 'foundation' && !isSeed(step));
  return [...foundation, ...seed, take, ...rest, unlockStep];
}

export function lockStep({ main }: Service, title: string): Step {
  return { id: 'lock.take', phase: 'lock', lane: 'lock', kind: 'take-lock', function: main, title };
}

export const unlockStep: Step = {
  id: 'unlock',
  phase: 'unlock',
  lane: 'lock',
  kind: 'release-lock',
  title: 'Give the lock back',
};
