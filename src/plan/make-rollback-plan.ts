import type { Plan, Step } from '../model/plan.ts';
import { liveAlias, type KnownRelease } from '../model/release.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { hasLiveAlias } from './plan-events.ts';

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
}

/** One write for the routes, then the live aliases where events exist; what is live then is watched and tested. */
export function makeRollbackPlan({ service, snapshot, target, current, actor, at }: RollbackInput): Plan {
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
      ...(current.deploymentId ? { liveDeploymentId: current.deploymentId } : {}),
    },
    changes: { functions: [], routes: { added: [], removed: [], changed: false }, foundation: 'none', events: [] },
    steps: [...switchBack(service, name), ...aliasesBack(service, snapshot, release, name), unlock],
  };
}

const unlock: Step = { id: 'unlock', phase: 'unlock', lane: 'lock', kind: 'release-lock', title: 'Give the lock back' };

function switchBack(service: Service, name: string): Step[] {
  const base = { phase: 'switch', lane: 'switch' } as const;
  if (service.routes.length === 0)
    return [
      { ...base, id: 'switch.aliases', kind: 'switch-aliases', title: `Make ${name} live: move the live aliases` },
    ];
  const tests = service.smoke.filter((test) => test.kind === 'http' && test.on.includes('live'));
  return [
    {
      ...base,
      id: 'switch.stage',
      kind: 'switch-stage',
      change: 'move',
      title: `Make ${name} live: one write for all routes`,
    },
    {
      id: 'observe.settle',
      phase: 'observe',
      lane: 'http',
      kind: 'settle',
      title: `Wait until the live URL answers from ${name}`,
    },
    ...tests.map((test): Step => ({
      id: `observe.${test.name}`,
      phase: 'observe',
      lane: 'http',
      kind: 'smoke-live',
      test: test.name,
      title: `Live: ${test.name}`,
    })),
  ];
}

/** In the reverse order of a deploy's finish: what is fed by events goes back once the routes are back. */
function aliasesBack(service: Service, snapshot: Snapshot, release: KnownRelease | undefined, name: string): Step[] {
  if (service.routes.length === 0) return [];
  return service.functions
    .filter(({ key }) => hasLiveAlias(service, key))
    .filter(({ key }) => {
      const version = release?.functions.find((one) => one.key === key)?.version;
      return version !== undefined && snapshot.functions[key]?.aliases[liveAlias]?.version !== version;
    })
    .map(({ key }): Step => ({
      id: `finish.${key}.alias`,
      phase: 'finish',
      lane: key,
      kind: 'move-live-alias',
      function: key,
      title: `Move ${key}'s live alias back to ${name}`,
    }));
}
