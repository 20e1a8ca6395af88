import { recordedConcurrency } from '../model/concurrency.ts';
import type { Plan, Step } from '../model/plan.ts';
import { type Connections, noConnections } from '../model/connections.ts';
import type { KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { planAliases } from './plan-aliases.ts';
import { exportedKeys, hasLiveAlias, planEvents } from './plan-events.ts';
import { planReservations } from './plan-reservations.ts';
import { planWarmth } from './plan-warmth.ts';
import { liveRelease } from './releases.ts';
import { unlockStep } from './with-lock.ts';

export interface RollbackTarget {
  readonly number: number;
  readonly deploymentId?: string;
  /** Read only where versions are needed: for live aliases. */
  readonly release?: KnownRelease;
}

export interface RollbackInput {
  readonly service: Service;
  readonly snapshot: Snapshot;
  readonly target: RollbackTarget;
  readonly current: { readonly number: number; readonly deploymentId?: string };
  readonly actor: string;
  readonly at: string;
  /** What an earlier run made live and did not get to test: that is still to be done. */
  readonly finishes?: boolean;
  /** What the target connected; undefined: nobody knows any more, and what is connected stays so. */
  readonly connections: Connections | undefined;
}

/** One write for the routes, then events as the release had them; what is live then is watched and tested. */
export function makeRollbackPlan(input: RollbackInput): Plan {
  const { service, snapshot, target, current, actor, at } = input;
  const name = `r${target.number}`;
  const release = target.release;
  return {
    schema: 1,
    service: service.name,
    environment: service.environment.name,
    release: {
      number: target.number,
      digest: release?.digest ?? '',
      routesDigest: release?.routesDigest ?? '',
      connectionsDigest: release?.connectionsDigest ?? '',
      functions: (release?.functions ?? []).map(({ code, ...one }) => ({ ...one, codeSha256: code })),
      dirty: release?.dirty ?? false,
      actor: release?.actor ?? actor,
      madeAt: release?.madeAt ?? at,
    },
    from: {
      number: current.number,
      digest: '',
      ...(current.deploymentId ? { deploymentId: current.deploymentId } : {}),
    },
    assumes: {
      accountId: snapshot.accountId,
      ...liveNow(snapshot, current.deploymentId),
    },
    changes: { functions: [], routes: { added: [], removed: [], changed: false }, foundation: 'none', events: [] },
    steps: stepsOf(input, name),
  };
}

/** What is live already is not switched to; with nothing to put right there is nothing to do. */
function stepsOf(input: RollbackInput, name: string): readonly Step[] {
  const { service, snapshot, target, current } = input;
  const isWhole = snapshot.api?.canary === undefined;
  const isLive = isWhole && target.number === current.number && target.deploymentId === current.deploymentId;
  const [first, last] = moveConcurrency(input, name);
  const steps = [
    ...(isLive ? [] : switchBack(service, name)),
    ...first,
    ...(isLive ? [] : settle(service, name)),
    ...(isLive && input.finishes !== true ? [] : tests(service)),
    ...eventsOf(input, name),
    ...last,
  ];
  return steps.length === 0 ? [] : [...steps, unlockStep];
}

/**
 * Once a person has gone back: what throttles callers first, then nothing of it is urgent. A reservation shrinks last,
 * for Lambda refuses one that is lower than what is warm.
 */
function moveConcurrency(
  { snapshot, target: { release } }: RollbackInput,
  name: string,
): readonly [urgent: readonly Step[], later: readonly Step[]] {
  const { warm, reserved } = recordedConcurrency(release);
  const versionOf = (key: string): string | undefined => release?.functions.find((one) => one.key === key)?.version;
  const planned = planReservations(reserved, snapshot);
  const isUrgent = ({ phase, ...step }: Step): boolean =>
    phase === 'verify' || (step.kind === 'reserve-concurrency' && step.executions === undefined);
  const steps = [
    ...planned.filter(isUrgent),
    ...planWarmth({ warm, snapshot, live: liveRelease(snapshot), versionOf, name }).toSorted(byCost),
    ...planned.filter((step) => !isUrgent(step)),
  ].map((step): Step => ({ ...step, phase: 'observe', lane: 'http' }));
  const urgent = planned.filter(isUrgent).length;
  return [steps.slice(0, urgent), steps.slice(urgent)];
}

/** What callers left is given back before what they came to is warmed: there may be no room for both. */
const byCost = (a: Step, b: Step): number =>
  Number(a.kind === 'provision-concurrency') - Number(b.kind === 'provision-concurrency');

/** While a share of the calls is on another release the stage shows neither of the two. */
function liveNow({ api }: Snapshot, noted: string | undefined): Pick<Plan['assumes'], 'liveDeploymentId'> {
  const id = api?.canary?.stepDeploymentId ?? noted;
  return id ? { liveDeploymentId: id } : {};
}

function switchBack(service: Service, name: string): Step[] {
  const base = { phase: 'switch', lane: 'switch' } as const;
  if (service.routes.length === 0)
    return [
      { ...base, id: 'switch.aliases', kind: 'switch-aliases', title: `Make ${name} live: move the live aliases` },
    ];
  return [
    {
      ...base,
      id: 'switch.stage',
      kind: 'switch-stage',
      change: 'move',
      title: `Make ${name} live: one write for all routes`,
    },
  ];
}

function settle(service: Service, name: string): Step[] {
  if (service.routes.length === 0) return [];
  return [
    {
      id: 'observe.settle',
      phase: 'observe',
      lane: 'http',
      kind: 'settle',
      title: `Wait until the live URL answers from ${name}`,
    },
  ];
}

function tests({ routes, smoke }: Service): Step[] {
  if (routes.length === 0) return [];
  const live = smoke.filter((test) => test.kind === 'http' && test.on.includes('live'));
  return live.map((test) => ({
    id: `observe.${test.name}`,
    phase: 'observe',
    lane: 'http',
    kind: 'smoke-live',
    test: test.name,
    title: `Live: ${test.name}`,
  }));
}

/**
 * Events as a release had them: what only the other one had is cut off first, what only this one had is connected last.
 * `backTo` names it where that is going back.
 */
export function eventsOf(
  {
    service,
    snapshot,
    target: { release },
    connections,
  }: Pick<RollbackInput, 'service' | 'snapshot' | 'target' | 'connections'>,
  backTo?: string,
): readonly Step[] {
  const versionOf = (key: string): string | undefined => release?.functions.find((one) => one.key === key)?.version;
  const known = connections ?? noConnections;
  const fed = [...known.pulls, ...known.pushes].map(({ function: key }) => key);
  const own = service.functions.map(({ key }) => key).filter((key) => hasLiveAlias(service, key, snapshot.stack));
  const keys = [...new Set([...own, ...fed, ...exportedKeys(service, snapshot.stack)])].filter(
    (key) => versionOf(key) !== undefined,
  );
  const aliases =
    service.routes.length === 0
      ? []
      : planAliases(keys, snapshot.functions, { versionOf, ...(backTo === undefined ? {} : { backTo }) });
  return connections === undefined ? aliases : planEvents(service, snapshot, connections, aliases);
}
