import { percent } from './judge-bake.ts';
import type { BakedFunction, BakeReport, MeasuredVersion } from './bake-report.ts';

/** `10 %, 7 min left; main v13: 340 requests, 0.3 % failed, p99 120 ms (v12: 3100, 0.2 %, 110 ms)` */
export function describeBake(report: BakeReport): string {
  const left = report.leftMs > 0 ? `, ${duration(report.leftMs)} left` : '';
  const red = report.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => `${name} is red`);
  const probes =
    report.probes > 0
      ? [`${report.probes} ${report.probes === 1 ? 'probe' : 'probes'}, ${report.failedProbes} failed`]
      : [];
  return [`${report.percent} %${left}`, ...report.functions.map(describeFunction), ...probes, ...red].join('; ');
}

function describeFunction({ key, now, live }: BakedFunction): string {
  const than = live ? ` (v${live.version}: ${numbers(live)})` : '';
  return `${key} v${now.version}: ${numbers(now)}${than}`;
}

function numbers({ invocations, errors, throttles, p99Ms }: MeasuredVersion): string {
  if (invocations + throttles === 0) return 'no requests';
  return [
    `${invocations} ${invocations === 1 ? 'request' : 'requests'}`,
    `${percent(invocations === 0 ? 0 : errors / invocations)} failed`,
    ...(throttles > 0 ? [`${throttles} throttled`] : []),
    ...(p99Ms === undefined ? [] : [`p99 ${Math.round(p99Ms)} ms`]),
  ].join(', ');
}

function duration(ms: number): string {
  if (ms < 60_000) return `${Math.ceil(ms / 1000)} s`;
  return ms < 3_600_000 ? `${Math.ceil(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}
