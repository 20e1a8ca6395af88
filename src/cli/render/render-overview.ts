import type { Outcome } from '../../release/events.ts';
import type { ServiceResult } from '../session/run-one.ts';
import type { Colors } from '../terminal/colors.ts';
import { formatDuration } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import { renderTable } from '../terminal/table.ts';

/**
 * How several services came out, a row each, what failed last: their own words lie far above by then. Those for which there
 * was nothing to do are one row.
 */
export function renderOverview(results: readonly ServiceResult[], colors: Colors): readonly string[] {
  const rest = results.filter((result) => !isUnchanged(result));
  const unchanged = results.length - rest.length;
  const rows = [...rest.filter(({ error }) => !error), ...rest.filter(({ error }) => error)];
  return renderTable([
    ...rows.map((result) => rowOf(result, colors)),
    ...(unchanged > 0 ? [['  ' + colors.dim('–'), `${unchanged} of ${results.length}`, 'nothing to do']] : []),
  ]);
}

const isUnchanged = ({ outcome, error }: ServiceResult): boolean => !error && outcome?.result === 'unchanged';

function rowOf({ service, outcome, error }: ServiceResult, colors: Colors): string[] {
  const name = colors.bold(service);
  if (error) return [`  ${colors.red('✖')}`, name, endOf(outcome), timeOf(outcome), plainLine(error.message)];
  if (!outcome) return [`  ${colors.dim('–')}`, name, 'not started', '', 'another one that it needs failed'];
  return [`  ${colors.green('✔')}`, name, endOf(outcome), timeOf(outcome), testsOf(outcome)];
}

const words: Partial<Record<Outcome['result'], string>> = {
  destroyed: 'removed',
  'on-preview': 'waits on the preview',
  'needs-person': 'needs a person',
  undone: 'undone',
};

function endOf(outcome: Outcome | undefined): string {
  if (!outcome) return 'refused';
  const { result, live, previous } = outcome;
  const word = words[result];
  if (word !== undefined && result !== 'undone') return word;
  const was = previous && result === 'live' ? `, was ${previous}` : '';
  return `${word ? `${word}, ` : ''}${live ?? 'nothing'} is live${was}`;
}

const timeOf = (outcome: Outcome | undefined): string => (outcome ? formatDuration(outcome.totalMs) : '');

function testsOf({ smoke }: Outcome): string {
  const passed = smoke.filter((test) => test.passed).length;
  return smoke.length === 0 ? '' : `smoke ${passed} of ${smoke.length}`;
}
