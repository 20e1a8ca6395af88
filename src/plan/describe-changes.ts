import type { Changes, FoundationChanges, Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import { feltChanges } from './felt-changes.ts';
import { deployedFoundation, foundationChanges } from './foundation-changes.ts';
import type { PlanInput } from './make-plan.ts';
import type { FunctionPlan } from './plan-function.ts';
import { describeTags } from './plan-tags.ts';
import { pinNote } from './releases.ts';

/** What is different, for people and for `--json`. */
export function describeChanges(
  input: PlanInput,
  functions: readonly FunctionPlan[],
  foundation: readonly Step[],
  unfinished: readonly Step[],
  live: KnownRelease | undefined,
): Changes {
  const pinned = pinNote(input.snapshot);
  const updates = foundation.some((step) => step.kind === 'apply-foundation' && step.change === 'update');
  const tags = updates ? describeTags(input) : [];
  const removed = (live?.functions ?? []).filter(({ key }) => !input.artifacts[key]);
  return {
    functions: [
      ...functions.map(({ change }) => change),
      ...removed.map(({ key }) => ({
        key,
        change: 'removed' as const,
        environment: { added: [], removed: [], changed: [] },
        settings: [],
      })),
    ],
    routes: routeChanges(input, live),
    foundation: foundation.some((step) => step.kind === 'apply-foundation' && step.change === 'create')
      ? 'create'
      : foundation.length > 0
        ? 'update'
        : 'none',
    ...(foundation.some(({ kind }) => kind === 'apply-foundation') ? { foundationChanges: foundationDiff(input) } : {}),
    events: [...unfinished.map(({ title }) => title), ...(live ? felt(input, live) : [])],
    ...(tags.length > 0 ? { tags } : {}),
    ...(pinned ? { pinned } : {}),
  };
}

function routeChanges(
  { service, snapshot, routesDigest }: PlanInput,
  live: KnownRelease | undefined,
): Changes['routes'] {
  const wanted = service.routes.map(({ key }) => key);
  const changed = (live?.routesDigest ?? '') !== routesDigest;
  const there = snapshot.liveRoutes ?? (changed ? [] : wanted);
  return {
    added: wanted.filter((key) => !there.includes(key)),
    removed: there.filter((key) => !wanted.includes(key)),
    changed,
  };
}

function foundationDiff(input: PlanInput): FoundationChanges {
  return foundationChanges(deployedFoundation(input.snapshot), input.foundation);
}

function felt(input: PlanInput, live: KnownRelease): readonly string[] {
  const { service, snapshot, foundation: wanted } = input;
  return feltChanges({ service, snapshot, live, wanted, deployed: deployedFoundation(snapshot) });
}
