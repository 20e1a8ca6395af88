import type { Bake } from '../../model/strategy.ts';
import type { BakedFunction, BakeReport, MeasuredVersion } from './bake-report.ts';

/** Of fewer invocations the 99th percentile is one of the first of an environment: a new version has only new ones. */
const ENOUGH_FOR_P99 = 1000;
/** What no factor is worth an alarm about. */
const SLACK_MS = 20;
/** So few failures may be bad luck, or a smoke test's first try. */
const BAD_LUCK = 2;

export interface Verdict {
  /** Each a sentence with the numbers; any of them ends the release. */
  readonly problems: readonly string[];
  /** Functions with too few requests for a verdict. */
  readonly undecided: readonly string[];
}

/** Pure: how the new versions compare with the live ones, by the rules of the config. Alarms are judged apart. */
export function judgeBake(report: BakeReport, rules: Bake): Verdict {
  const decided = report.functions.filter(({ now }) => asked(now) >= Math.max(1, rules.minRequests));
  return {
    problems: [
      ...decided.flatMap((one) => [...failing(one, rules), ...throttled(one, rules), ...slow(one, rules)]),
      ...probing(report, rules),
    ],
    undecided: report.functions
      .filter((one) => !decided.includes(one))
      .map(({ key, now }) => `${key} (${asked(now)} of ${rules.minRequests})`),
  };
}

/** Throttled ones are not counted as invocations. */
const asked = ({ invocations, throttles }: MeasuredVersion): number => invocations + throttles;
const failed = ({ errors, invocations }: MeasuredVersion): number => (invocations === 0 ? 0 : errors / invocations);
const refused = (one: MeasuredVersion): number => (asked(one) === 0 ? 0 : one.throttles / asked(one));

function failing({ key, now, live }: BakedFunction, { errorRate, minRequests }: Bake): readonly string[] {
  const known = live !== undefined && asked(live) >= minRequests;
  if (now.errors <= BAD_LUCK || failed(now) <= (known ? failed(live) : 0) + errorRate) return [];
  const than = known ? `${percent(failed(live))} of v${live.version}'s ${live.invocations}` : 'none were expected';
  return [
    `${key} v${now.version}: ${percent(failed(now))} of ${now.invocations} invocations failed (${than}; ${percent(errorRate)} more is allowed)`,
  ];
}

function throttled({ key, now, live }: BakedFunction, { throttles, minRequests }: Bake): readonly string[] {
  const known = live !== undefined && asked(live) >= minRequests;
  if (refused(now) <= (known ? refused(live) : 0) + throttles) return [];
  const than = known ? `v${live.version}: ${percent(refused(live))}` : 'none were expected';
  return [
    `${key} v${now.version}: ${percent(refused(now))} of ${asked(now)} requests were throttled (${than}; ${percent(throttles)} more is allowed)`,
  ];
}

function slow({ key, now, live }: BakedFunction, { latency, minRequests }: Bake): readonly string[] {
  if (live === undefined || live.invocations < minRequests || now.invocations < minRequests) return [];
  const isMany = Math.min(live.invocations, now.invocations) >= ENOUGH_FOR_P99;
  const [name, is, was] = isMany ? ['p99', now.p99Ms, live.p99Ms] : ['p50', now.p50Ms, live.p50Ms];
  if (is === undefined || was === undefined || is <= was * latency + SLACK_MS) return [];
  return [
    `${key} v${now.version}: ${name} ${Math.round(is)} ms (v${live.version}: ${Math.round(was)} ms; ${latency} times as long is allowed)`,
  ];
}

function probing({ probes, failedProbes }: BakeReport, { errorRate }: Bake): readonly string[] {
  if (failedProbes <= BAD_LUCK || failedProbes / probes <= errorRate) return [];
  return [
    `${failedProbes} of ${probes} requests of our own on the preview were not answered as the smoke tests expect`,
  ];
}

export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
