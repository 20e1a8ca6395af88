import { stripVTControlCharacters } from 'node:util';
import type { FunctionSize, SizeFinding, SizeReport } from '../../model/size-report.ts';
import { formatBytes, formatDifference, formatPercent } from '../size/format-bytes.ts';
import { type Cell, fitColumns, textOf } from './align-columns.ts';
import { bar } from './bar.ts';
import { knownLayers } from './known-layers.ts';
import { noPaint, type Paint } from './paint.ts';
import { plainName } from './plain-name.ts';
import { placedWarning } from './warning-place.ts';
import { wrapWords } from './wrap-words.ts';

export interface TableOptions {
  /** Of the terminal. */
  readonly width?: number;
  readonly paint?: Paint;
  /** `flagged`: contents only of functions with findings, and of the heaviest. */
  readonly contents?: 'all' | 'flagged' | 'none';
}

const BAR_WIDTH = 20;
const NARROW = 90;
const SHOWN_PACKAGES = 5;

/** Sizes of a service for people at a terminal; lines without the last newline. */
export function renderSizeTable(report: SizeReport, options: TableOptions = {}): string {
  const { width = 100, paint = noPaint, contents = 'flagged' } = options;
  const barWidth = width < NARROW ? 10 : BAR_WIDTH;
  const heaviest = report.functions.toSorted((a, b) => b.totalBytes - a.totalBytes)[0];
  const opened = report.functions.filter(
    (each) => contents === 'all' || (contents === 'flagged' && (each === heaviest || each.findings.length > 0)),
  );
  return [
    paint.bold(plainName(report.service)),
    ...renderRows(report, { barWidth, paint, width }),
    ...renderStorage(report, paint),
    ...report.functions.flatMap((each) =>
      each.findings.flatMap((finding) => renderFinding(each.name, finding, { paint, width })),
    ),
    ...opened.flatMap((each) => renderContents(each, { barWidth, paint, width })),
    ...report.functions.flatMap((each) => renderNotes(each, { paint, width })),
  ].join('\n');
}

interface Look {
  readonly barWidth: number;
  readonly paint: Paint;
  readonly width: number;
}

function renderRows(report: SizeReport, { barWidth, paint, width }: Look): string[] {
  const limit = report.limits.unzippedBytes;
  const hasLayers = report.functions.some(({ layers }) => layers.length > 0);
  const hasGrowth = report.functions.some(({ growth }) => growth);
  const head: Cell[] = [
    'function',
    right('code'),
    ...(hasLayers ? [right('layers')] : []),
    right('total'),
    `of ${formatBytes(limit)}`,
    right('free'),
    right('zipped'),
    ...(hasGrowth ? [right('change')] : []),
  ];
  const rows = report.functions.map((each): Cell[] => [
    plainName(each.name),
    right(formatBytes(each.code.unzippedBytes)),
    ...(hasLayers ? [right(knownLayers(each, '-'))] : []),
    right(`${each.isComplete ? '' : '≥ '}${formatBytes(each.totalBytes)}`),
    colorOf(each, paint)(bar(each.totalBytes / limit, barWidth)),
    right(formatPercent(each.headroomPercent)),
    right(each.code.zippedBytes === undefined ? 'too large' : formatBytes(each.code.zippedBytes)),
    ...(hasGrowth ? [right(growthCell(each))] : []),
  ]);
  // Without layers the total is the code.
  const least = [`of ${formatBytes(limit)}`, ...(hasLayers ? [] : ['code']), 'zipped', 'change', 'layers'];
  const dispensable = least.map((name) => head.findIndex((cell) => textOf(cell) === name)).filter((at) => at >= 0);
  const [first = '', ...lines] = fitColumns([head, ...rows], width - 2, dispensable);
  return [`  ${paint.dim(first)}`, ...lines.map((line) => `  ${line}`)];
}

function renderStorage({ codeStorage }: SizeReport, paint: Paint): string[] {
  if (!codeStorage) return [];
  const { usedBytes, limitBytes } = codeStorage;
  return [
    `  ${paint.dim(`room for code in the account: ${formatBytes(usedBytes)} of ${formatBytes(limitBytes)} used`)}`,
  ];
}

const right = (text: string): Cell => ({ text, align: 'right' });

function growthCell({ growth }: FunctionSize): string {
  return growth ? formatDifference(growth.differenceBytes) : 'new';
}

function colorOf({ findings }: FunctionSize, paint: Paint): (text: string) => string {
  if (findings.some(({ severity }) => severity === 'over')) return paint.red;
  return findings.some(({ severity }) => severity === 'warning') ? paint.yellow : paint.green;
}

interface Text {
  readonly paint: Paint;
  readonly width: number;
}

function renderFinding(name: string, { severity, message }: SizeFinding, { paint, width }: Text): string[] {
  const mark = { over: paint.red('✖'), warning: paint.yellow('!'), note: paint.dim('·') }[severity];
  return hanging(`  ${mark} `, wrapWords(`${plainName(name)}: ${plainName(message)}`, width - 4));
}

/** The first line behind the mark, the others below it. */
function hanging(mark: string, lines: readonly string[]): string[] {
  const indent = ' '.repeat(stripVTControlCharacters(mark).length);
  return lines.map((line, at) => `${at === 0 ? mark : indent}${line}`);
}

function renderContents(
  { name, packages, folders, totalBytes }: FunctionSize,
  { barWidth, paint, width }: Look,
): string[] {
  const parts = packages.length > 0 ? packages : folders.map((folder) => ({ ...folder, name: folder.path }));
  if (parts.length === 0) return [];
  const rows = parts
    .slice(0, SHOWN_PACKAGES)
    .map(({ name: part, bytes }): Cell[] => [
      plainName(part),
      bar(bytes / totalBytes, barWidth),
      right(formatBytes(bytes)),
      right(formatPercent((bytes / totalBytes) * 100)),
    ]);
  return [
    '',
    `  ${paint.bold(plainName(name))} ${paint.dim('is made of')}`,
    ...fitColumns(rows, width - 4, [1, 3]).map((line) => `    ${line}`),
  ];
}

function renderNotes({ name, advice, warnings }: FunctionSize, { paint, width }: Text): string[] {
  const wrapped = (mark: string, text: string): string[] => hanging(mark, wrapWords(plainName(text), width - 6));
  const dim = (text: string): string[] => wrapped('      ', text).map((line) => paint.dim(line));
  const advised = advice.flatMap(({ message, cost }) => [
    ...wrapped('    → ', message),
    ...(cost ? dim(`cost: ${cost}`) : []),
  ]);
  const warned = warnings.flatMap((warning) => [
    ...wrapped(`    ${paint.yellow('!')} `, placedWarning(warning)),
    // As it is: it is meant to be copied.
    ...(warning.next ? [paint.dim(`      ${plainName(warning.next)}`)] : []),
  ]);
  const lines = [...warned, ...advised];
  return lines.length === 0 ? [] : ['', `  ${paint.bold(plainName(name))} ${paint.dim('could do with')}`, ...lines];
}
