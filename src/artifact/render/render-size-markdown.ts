import type { FunctionSize, SizeReport } from '../../model/size-report.ts';
import { formatBytes, formatDifference, formatPercent } from '../size/format-bytes.ts';
import { knownLayers } from './known-layers.ts';
import { plainName } from './plain-name.ts';
import { placedWarning } from './warning-place.ts';

const SHOWN_PACKAGES = 8;
const marks = { over: '❌', warning: '⚠️', note: 'ℹ️' } as const;

/** For a comment on a pull request. The first line is a mark by which the comment is found again. */
export function renderSizeMarkdown(reports: readonly SizeReport[]): string {
  const over = reports.some((report) => report.over);
  const title = over ? '### ❌ Over the size budget' : '### Function sizes';
  return ['<!-- ship:size -->', title, '', ...reports.flatMap(renderService)].join('\n').trimEnd() + '\n';
}

function renderService(report: SizeReport): string[] {
  const since = report.functions.find(({ growth }) => growth)?.growth?.since;
  const head = ['function', 'code', 'layers', 'total', `of ${formatBytes(report.limits.unzippedBytes)}`, 'zipped'];
  const rows = report.functions.map((each) => renderRow(each, since !== undefined));
  return [
    `**${escape(report.service)}**`,
    '',
    renderCells(since === undefined ? head : [...head, `since ${escape(since)}`]),
    renderCells(['---', ...head.slice(1).map(() => '---:'), ...(since === undefined ? [] : ['---:'])]),
    ...rows,
    '',
    ...report.functions.flatMap(renderFindings),
    ...report.functions.flatMap(renderDetails),
  ];
}

function renderRow(each: FunctionSize, withGrowth: boolean): string {
  const atLeast = each.isComplete ? '' : '≥ ';
  return renderCells([
    `\`${escape(each.name)}\``,
    formatBytes(each.code.unzippedBytes),
    knownLayers(each, '–'),
    `${atLeast}${formatBytes(each.totalBytes)}`,
    formatPercent(100 - each.headroomPercent),
    each.code.zippedBytes === undefined ? 'too large' : formatBytes(each.code.zippedBytes),
    ...(withGrowth ? [each.growth ? formatDifference(each.growth.differenceBytes) : 'new'] : []),
  ]);
}

function renderFindings({ name, findings, warnings }: FunctionSize): string[] {
  const lines = [
    ...findings.map(({ severity, message }) => `${marks[severity]} \`${escape(name)}\`: ${escape(message)}`),
    ...warnings.map(
      (warning) =>
        `${marks.warning} \`${escape(name)}\`: ${escape(placedWarning(warning))}${warning.next ? ` _(${escape(warning.next)})_` : ''}`,
    ),
  ];
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), ''];
}

function renderDetails({ name, packages, advice, growth, totalBytes }: FunctionSize): string[] {
  const changed =
    growth?.packages.map((each) => `${escape(each.name)} ${formatDifference(each.differenceBytes)}`) ?? [];
  const heavy = packages
    .slice(0, SHOWN_PACKAGES)
    .map((each) =>
      renderCells([escape(each.name), formatBytes(each.bytes), formatPercent((each.bytes / totalBytes) * 100)]),
    );
  if (heavy.length + advice.length + changed.length === 0) return [];
  return [
    `<details><summary>${escape(name)}: what is in it, and what to do</summary>`,
    '',
    ...(changed.length > 0 ? [`Changed: ${changed.join(', ')}`, ''] : []),
    ...(heavy.length > 0
      ? [renderCells(['package', 'bytes', 'share']), renderCells(['---', '---:', '---:']), ...heavy, '']
      : []),
    ...advice.map(({ message, cost }) => `- ${escape(message)}${cost ? ` _(${escape(cost)})_` : ''}`),
    '',
    '</details>',
    '',
  ];
}

function renderCells(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Names must not become markup: they come from packages and file systems. */
function escape(text: string): string {
  return plainName(text).replaceAll(/[\\`*_{}[\]<>|#]/g, (character) => `\\${character}`);
}
