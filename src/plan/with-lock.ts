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
  const phase = first ? 'foundation' : 'lock';
  const take: Step = {
    id: 'lock.take',
    phase,
    lane: first ? 'foundation' : 'lock',
    kind: 'take-lock',
    function: service.main,
    title: `Take the deploy lock of ${stackName(service)}`,
  };
  const release: Step = {
    id: 'unlock',
    phase: 'unlock',
    lane: 'lock',
    kind: 'release-lock',
    title: 'Give the lock back',
  };
  if (!first) return [take, ...work, release];
  // With its layers and its upload, which it cannot be made without.
  const isSeed = (step: Step): boolean =>
    step.phase === 'publish' && step.lane === service.main && step.kind !== 'publish-version';
  const seed = work.filter(isSeed).map((step): Step => ({ ...step, phase: 'foundation', lane: 'foundation' }));
  const foundation = work.filter((step) => step.phase === 'foundation');
  const rest = work.filter((step) => step.phase !== 'foundation' && !isSeed(step));
  return [...foundation, ...seed, take, ...rest, release];
}
