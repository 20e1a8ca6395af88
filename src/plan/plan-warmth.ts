import type { Concurrency } from '../model/concurrency.ts';
import type { Phase, Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { ProvisionedState, Snapshot } from '../model/snapshot.ts';

export interface WarmthFacts {
  readonly warm: Concurrency['warm'];
  readonly snapshot: Snapshot;
  readonly live: KnownRelease | undefined;
  /** Of the release that is wanted; undefined: not published yet. */
  readonly versionOf: (key: string) => string | undefined;
  /** `r17` */
  readonly name: string;
}

/**
 * Provisioned concurrency belongs to a version: it is READY before the switch, and what no release needs is given back
 * after it. A version that both releases have may only get more before the switch, and less after it.
 */
export function planWarmth(facts: WarmthFacts): readonly Step[] {
  const wanted = Object.entries(facts.warm).filter(([key, executions]) => {
    const there = found(facts, key);
    return !there?.isReady || there.executions !== executions;
  });
  const steps = wanted.map(([key, executions]) => {
    const isLess = isLive(facts, key) && (found(facts, key)?.executions ?? 0) > executions;
    return warm(facts, key, executions, isLess ? 'finish' : 'verify');
  });
  return [...steps, ...givenBack(facts)];
}

function givenBack({ warm: wanted, snapshot, versionOf }: WarmthFacts): readonly Step[] {
  return Object.entries(snapshot.provisioned).flatMap(([key, there]) =>
    there
      .filter(({ version }) => wanted[key] === undefined || version !== versionOf(key))
      .map(({ version }): Step => ({
        id: `deprovision.${key}.${version}`,
        phase: 'finish',
        lane: `reserve.${key}`,
        kind: 'deprovision-concurrency',
        function: key,
        version,
        title: `Give back the provisioned concurrency of ${key} version ${version}`,
      })),
  );
}

function warm(facts: WarmthFacts, key: string, executions: number, phase: Phase): Step {
  const before = isLive(facts, key) ? found(facts, key)?.executions : undefined;
  const title =
    before === undefined
      ? `Warm ${key} of ${facts.name} until it is ready`
      : `Keep ${executions} environments of ${key} warm instead of ${before}`;
  return {
    id: `${phase}.warm.${key}`,
    phase,
    lane: phase === 'finish' ? `reserve.${key}` : `provision.${key}`,
    kind: 'provision-concurrency',
    function: key,
    executions,
    title,
  };
}

function found({ snapshot, versionOf }: WarmthFacts, key: string): ProvisionedState | undefined {
  const version = versionOf(key);
  return snapshot.provisioned[key]?.find((one) => one.version === version);
}

function isLive({ live, versionOf }: WarmthFacts, key: string): boolean {
  const version = live?.functions.find((one) => one.key === key)?.version;
  return version !== undefined && version === versionOf(key);
}
