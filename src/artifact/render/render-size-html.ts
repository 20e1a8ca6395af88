import type { SizeNode } from '../../model/packaged-service.ts';
import type { FunctionSize, SizeReport } from '../../model/size-report.ts';
import { formatBytes, formatDifference, formatExactly, formatPercent } from '../size/format-bytes.ts';
import { escapeHtml, htmlPage } from './html-page.ts';
import { knownLayers } from './known-layers.ts';
import { layoutTreemap, type Box } from './layout-treemap.ts';
import { placedWarning } from './warning-place.ts';

/** In per cent of the map: smaller boxes have no room for a name. */
const LABEL_WIDTH = 4;
const LABEL_HEIGHT = 4;

/** One self-contained page: a table against limit and last release, and a treemap of every function. */
export function renderSizeHtml(reports: readonly SizeReport[]): string {
  const names = reports.map(({ service }) => service).join(', ');
  return htmlPage(`Function sizes: ${names}`, `<h1>Function sizes</h1>\n${reports.map(renderService).join('\n')}`);
}

function renderService(report: SizeReport): string {
  const since = report.functions.find(({ growth }) => growth)?.growth?.since;
  return `<section>
<h2>${escapeHtml(report.service)}</h2>
<table>
<tr><th>function</th><th>code</th><th>layers</th><th>total</th><th>of ${formatBytes(report.limits.unzippedBytes)}</th><th>zipped</th>${since === undefined ? '' : `<th>since ${escapeHtml(since)}</th>`}</tr>
${report.functions.map((each) => renderRow(each, report)).join('\n')}
</table>
${report.functions.map(renderFunction).join('\n')}
</section>`;
}

function renderRow(each: FunctionSize, { limits }: SizeReport): string {
  const atLeast = each.isComplete ? '' : '≥ ';
  const meter = `<meter min="0" max="${limits.unzippedBytes}" high="${limits.unzippedBytes * 0.95}" value="${each.totalBytes}"></meter>`;
  const zipped = each.code.zippedBytes === undefined ? 'too large' : formatBytes(each.code.zippedBytes);
  const growth = each.growth
    ? `<td>${formatDifference(each.growth.differenceBytes)} (${formatPercent(each.growth.differencePercent)})</td>`
    : '';
  return `<tr><td>${escapeHtml(each.name)}</td><td>${formatBytes(each.code.unzippedBytes)}</td><td>${knownLayers(each, '–')}</td><td title="${formatExactly(each.totalBytes)} bytes">${atLeast}${formatBytes(each.totalBytes)}</td><td>${meter} ${formatPercent(100 - each.headroomPercent)}</td><td>${zipped}</td>${growth}</tr>`;
}

function renderFunction(each: FunctionSize): string {
  const trees = [
    each.tree,
    ...each.layers.flatMap(({ name, tree }) => (tree ? [{ ...tree, name: `layer ${name}` }] : [])),
  ];
  return `<h3>${escapeHtml(each.name)}</h3>
${renderList(each.findings.map(({ severity, message }) => `<li class="${severity}">${escapeHtml(message)}</li>`))}
${renderList(each.warnings.map((warning) => `<li class="warning">${escapeHtml(placedWarning(warning))}${warning.next ? ` <code>${escapeHtml(warning.next)}</code>` : ''}</li>`))}
${renderList(changesOf(each))}
${renderList(each.advice.map(({ message, cost }) => `<li>${escapeHtml(message)}${cost ? ` <small>(${escapeHtml(cost)})</small>` : ''}</li>`))}
${trees.map(renderMap).join('\n')}`;
}

function changesOf({ growth }: FunctionSize): string[] {
  return (growth?.packages ?? []).map(
    ({ name, differenceBytes }) =>
      `<li>${escapeHtml(name)}: ${formatDifference(differenceBytes)} since ${escapeHtml(growth?.since ?? '')}</li>`,
  );
}

function renderList(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}

function renderMap(tree: SizeNode): string {
  const map = layoutTreemap(tree);
  const boxes = map.children.map((box) => renderBox(box, { width: 100, height: 100, depth: 0 }));
  const caption = tree.name === '' ? '' : `<p>${escapeHtml(tree.name)}</p>\n`;
  return `${caption}<nav></nav>\n<div class="map" role="img" aria-label="Treemap of ${formatBytes(tree.bytes)}">${boxes.join('')}</div>`;
}

interface Shown {
  /** Of the package or own folder that it is in; absent around them. */
  readonly hue?: number;
  readonly depth: number;
  /** Of the box around it, in per cent of the map. */
  readonly width: number;
  readonly height: number;
}

function renderBox({ node, left, top, width, height, children }: Box, around: Shown): string {
  const hue = around.hue ?? hueOf(node.name);
  const shown: Shown = {
    ...(hue !== undefined && { hue }),
    depth: around.depth + 1,
    width: (around.width * width) / 100,
    height: (around.height * height) / 100,
  };
  const title = `${escapeHtml(node.name)} · ${formatBytes(node.bytes)}`;
  const label = shown.width > LABEL_WIDTH && shown.height > LABEL_HEIGHT ? `<span>${title}</span>` : '';
  const inner = children.map((child) => renderBox(child, shown)).join('');
  const style = `left:${round(left)}%;top:${round(top)}%;width:${round(width)}%;height:${round(height)}%;--depth:${shown.depth};${hue === undefined ? '--colour:0%' : `--hue:${hue};--colour:55%`}`;
  return `<div class="box" title="${title}" style="${style}">${label}${inner ? `<div class="inner">${inner}</div>` : ''}</div>`;
}

/** The same for a package in all maps. `node_modules` and scopes are around packages, and have no colour of their own. */
function hueOf(name: string): number | undefined {
  const inside = name.replace(/^(?:.*\/)?node_modules(?:\/|$)/, '');
  const owner = inside.startsWith('@') ? inside.split('/').slice(0, 2).join('/') : (inside.split('/')[0] ?? '');
  if (owner === '' || /^@[^/]*$/.test(owner)) return undefined;
  let sum = 0;
  for (let at = 0; at < owner.length; at++) sum = (sum * 31 + owner.charCodeAt(at)) % 997;
  // The golden angle: neighbours in number are far apart in colour.
  return Math.round(sum * 137.508) % 360;
}

function round(percent: number): string {
  return percent.toFixed(2);
}
