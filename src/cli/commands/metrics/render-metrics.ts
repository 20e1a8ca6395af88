import type { Colors } from '../../terminal/colors.ts';
import { formatDuration } from '../../terminal/format.ts';
import { renderTable } from '../../terminal/table.ts';
import type { MeasuredVersion } from './compare-releases.ts';

interface About {
  readonly service: string;
  readonly environment: string;
  readonly since: string;
}

export function renderMetrics(about: About, rows: readonly MeasuredVersion[], colors: Colors): string {
  const head = colors.bold(`${about.service} in ${about.environment} since ${about.since.slice(0, 16)}Z`);
  if (rows.length === 0) return `${head}: nothing is live`;
  const titles = ['function', 'version', 'release', 'invocations', 'errors', '', 'throttles', 'p50', 'p99'];
  const lines = renderTable([titles.map(colors.dim), ...rows.map((row) => cells(row, colors))]);
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
}

function cells(row: MeasuredVersion, colors: Colors): readonly string[] {
  const { invocations, errors, throttles, p50Ms, p99Ms } = row;
  const releases = row.releases.join(', ');
  return [
    row.function,
    `v${row.version}`,
    row.isLive ? colors.green(`${releases} live`) : releases,
    String(invocations),
    errors > 0 ? colors.red(String(errors)) : '0',
    invocations > 0 && errors > 0 ? `${((100 * errors) / invocations).toFixed(1)} %` : '',
    throttles > 0 ? colors.yellow(String(throttles)) : '0',
    p50Ms === undefined ? '-' : formatDuration(p50Ms),
    p99Ms === undefined ? '-' : formatDuration(p99Ms),
  ];
}
