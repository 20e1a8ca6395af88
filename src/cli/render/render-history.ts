import type { HistoryEntry } from '../../release/history.ts';
import type { Colors } from '../terminal/colors.ts';
import { renderTable } from '../terminal/table.ts';
import { releaseCells } from './render-status.ts';

export function renderHistory(
  about: { readonly service: string; readonly environment: string },
  releases: readonly HistoryEntry[],
  colors: Colors,
  now: Date,
): string {
  const head = colors.bold(`${about.service} in ${about.environment}`);
  if (releases.length === 0) return `${head}: AWS holds no release`;
  const rows = releases.map((release) => {
    const functions = Object.entries(release.functions).map(([key, version]) => `${key} v${version}`);
    const cells = releaseCells(release, now);
    return [stateText(release.state, colors), ...cells.slice(0, -1), functions.join(', '), ...cells.slice(-1)];
  });
  return [head, ...renderTable(rows).map((line) => `  ${line}`)].join('\n');
}

function stateText(state: HistoryEntry['state'], colors: Colors): string {
  if (state === 'live') return colors.green(state);
  return state === 'never live' ? colors.dim(state) : state;
}
