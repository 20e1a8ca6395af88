import { writeDuration } from '../model/duration.ts';
import type { Rollout, Step } from '../model/plan.ts';
import { type KnownRelease, previewStage } from '../model/release.ts';
import type { Service, Strategy } from '../model/service.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isStepped, percentagesOf, writeStrategy } from '../model/strategy.ts';

export interface ChosenRollout {
  /** What is done: all at once where the wanted strategy has nothing to do. */
  readonly strategy: Strategy;
  /** Functions that get a share: changed, and in both releases. */
  readonly weighed: readonly string[];
  readonly because?: string;
}

/** For the plan as data; undefined: all at once, as was asked for. */
export function describeRollout({ strategy, because }: ChosenRollout): Rollout | undefined {
  if (strategy.kind === 'all-at-once' && because === undefined) return undefined;
  return {
    strategy: writeStrategy(strategy),
    percents: percentagesOf(strategy),
    ...(because === undefined ? {} : { because }),
  };
}

/**
 * All of a step is made before anything of it is live: an alias per function that gives the new version its share, and a
 * gateway deployment that names them. The release's own document is written after these, so that the draft ends as it.
 */
export function assembleShares(service: Service, name: string, { strategy, weighed }: ChosenRollout): readonly Step[] {
  const percents = percentagesOf(strategy);
  if (percents.length === 0) return [];
  const list = percents.join(', ');
  return [
    ...weighed.map((key): Step => ({
      id: `assemble.weigh.${key}`,
      phase: 'assemble',
      lane: `weigh.${key}`,
      kind: 'weigh-versions',
      function: key,
      percents,
      title: `Weigh ${key} of ${name} against the live one: ${list} %`,
    })),
    ...percents.map((percent): Step => ({
      id: `assemble.share.${percent}`,
      phase: 'assemble',
      lane: 'gateway',
      kind: 'assemble-share',
      percent,
      title: `Freeze ${percent} % of ${name} as a gateway deployment of its own`,
    })),
  ];
}

/** Each step is one write for all functions and routes, and a time in which the new versions are watched. */
export function shiftTraffic(service: Service, name: string, { strategy }: ChosenRollout): readonly Step[] {
  const base = { phase: 'canary', lane: 'traffic' } as const;
  const stepMs = isStepped(strategy) ? strategy.stepMs : 0;
  const shifts = percentagesOf(strategy).flatMap((percent): Step[] => [
    {
      ...base,
      id: `canary.shift.${percent}`,
      kind: 'shift-traffic',
      percent,
      title: `Give ${name} ${percent} % of the calls: one write for all routes`,
    },
    {
      ...base,
      id: `canary.bake.${percent}`,
      kind: 'bake',
      percent,
      ms: stepMs,
      title: `Watch ${name} at ${percent} % for ${writeDuration(stepMs)}`,
    },
  ]);
  return [...readAlarms(service, isStepped(strategy)), ...shifts];
}

/** Right before anything is live: alarms that are red already say nothing about the new release. */
export function readAlarms({ bake }: Service, isWatched: boolean): readonly Step[] {
  if (bake.alarms.length === 0 || (!isWatched && bake.forMs === 0)) return [];
  const title = `Read ${bake.alarms.length === 1 ? 'the alarm' : `the ${bake.alarms.length} alarms`} that must not go off`;
  return [{ id: 'verify.alarms', phase: 'verify', lane: 'alarms', kind: 'read-alarms', title }];
}

export function bakeLive({ bake }: Service, name: string): readonly Step[] {
  if (bake.forMs === 0) return [];
  const title = `Watch ${name} live for ${writeDuration(bake.forMs)}`;
  return [{ id: 'observe.bake', phase: 'observe', lane: 'http', kind: 'bake', percent: 100, ms: bake.forMs, title }];
}

export function holdPreview(name: string): Step {
  const title = `Hold ${name} on ${previewStage} until promote-preview or abort`;
  return { id: 'finish.hold', phase: 'finish', lane: 'preview', kind: 'hold-preview', title };
}

/** A run that died on the way left a share of the calls on its release, and nobody watches it. */
export function leftShare({ api }: Snapshot, live: KnownRelease | undefined): readonly Step[] {
  const left = api?.canary;
  if (!left || !live) return [];
  const title = `Take back the ${left.percent} % of r${left.number} that a run left: all calls to r${live.number}, one write`;
  return [{ id: 'lock.end-canary', phase: 'lock', lane: 'lock', kind: 'end-canary', title }];
}
