import type { SizeReport } from '../../model/size-report.ts';
import { renderSizeMarkdown } from '../../artifact/render/render-size-markdown.ts';
import { formatBytes, formatDifference, formatDuration } from '../terminal/format.ts';
import type { ChangesDocument, ErrorDocument, PlanDocument, RunDocument, ServiceDocument } from './document.ts';

/** Markdown for the job's summary and the pull request's comment. */
export function renderSummary(document: RunDocument, environment: string): string {
  const title = `## ship ${document.command ?? ''} · ${environment}`.replace('  ', ' ');
  const sizes = sizesOf(document);
  if (sizes.length > 0) return `${title}\n\n${renderSizeMarkdown(sizes)}`;
  return `${[title, ...document.services.map((one) => renderService(one, environment))].join('\n\n')}\n`;
}

/** What `ship size` prints are reports, not runs. */
export const sizesOf = ({ command, services }: RunDocument): readonly SizeReport[] =>
  command === 'size' ? services.filter((one) => 'limits' in one).map((one) => one as unknown as SizeReport) : [];

function renderService(one: ServiceDocument, environment: string): string {
  const parts = [
    `### ${headline(one)}`,
    one.error ? renderError(one.error) : '',
    one.url ? `Live: ${one.url}${one.previewUrl ? ` · preview: ${one.previewUrl}` : ''}` : '',
    one.changes ? renderChanges(one.changes) : '',
    renderTests(one),
    one.plan ? renderSteps(one.plan) : renderTimings(one),
    (one.notes ?? []).map((note) => `- ${escape(note)}`).join('\n'),
    one.previous ? `Back to ${one.previous}: \`ship rollback ${one.service} --env ${environment}\`` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headline({ service, result, live, waiting, previous, totalMs, error, plan }: ServiceDocument): string {
  const took = totalMs === undefined ? '' : ` (${formatDuration(totalMs)})`;
  if (error) return `❌ ${service || 'ship'}: ${escape(error.summary.replace(`${service}: `, ''))}`;
  if (result === 'planned')
    return `📋 ${service}: r${plan?.release.number ?? '?'} is planned, ${live ?? 'nothing'} is live`;
  if (result === 'destroyed') return `✅ ${service} is removed${took}`;
  if (result === 'unchanged') return `✅ ${service}: nothing to do, ${live ?? 'nothing'} is live${took}`;
  if (waiting) return `👀 ${service}: ${waiting} waits on the preview, ${live ?? 'nothing'} is live${took}`;
  return `✅ ${service}: ${live ?? 'nothing'} is live${previous ? `, was ${previous}` : ''}${took}`;
}

function renderError({ code, why, next, live }: ErrorDocument): string {
  const todo = next.map((line) => `- \`${line.replaceAll('`', "'")}\``).join('\n');
  return `\`\`\`\n${why.replaceAll('```', "'''")}\n\`\`\`\n\n${todo}\n\nLive: ${escape(live ?? 'as before')} · \`ship explain ${code}\``;
}

function renderChanges({ functions, routes }: ChangesDocument): string {
  const rows = functions.map(({ key, change, zippedBytes, unzippedBytes, liveZippedBytes }) => {
    const isComparable = zippedBytes !== undefined && liveZippedBytes !== undefined;
    const difference = isComparable ? formatDifference(zippedBytes - liveZippedBytes) : '';
    return `| ${escape(key)} | ${change} | ${size(zippedBytes)} | ${difference} | ${size(unzippedBytes)} |`;
  });
  const changed = [...routes.added.map((route) => `+ ${route}`), ...routes.removed.map((route) => `- ${route}`)];
  return [
    ['| Function | Change | Zipped | Difference | Unzipped |', '|---|---|--:|--:|--:|', ...rows].join('\n'),
    ...(changed.length > 0 ? [`\`\`\`diff\n${changed.join('\n')}\n\`\`\``] : []),
  ].join('\n\n');
}

function renderSteps({ steps }: PlanDocument): string {
  if (steps.length === 0) return 'Nothing changes.';
  const listed = steps.map(({ title }) => `1. ${escape(title)}`).join('\n');
  return `<details><summary>${steps.length} steps</summary>\n\n${listed}\n\n</details>`;
}

function renderTests({ smoke = [] }: ServiceDocument): string {
  if (smoke.length === 0) return '';
  const rows = smoke.map(
    ({ name, on, passed, ms }) => `| ${passed ? '✅' : '❌'} | ${escape(name)} | ${on} | ${formatDuration(ms)} |`,
  );
  return ['| | Smoke test | On | Time |', '|---|---|---|--:|', ...rows].join('\n');
}

function renderTimings({ timings = [] }: ServiceDocument): string {
  if (timings.length === 0) return '';
  return `Time: ${timings.map(({ what, ms }) => `${what} ${formatDuration(ms)}`).join(' · ')}`;
}

const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
const size = (bytes: number | undefined): string => (bytes === undefined ? '' : formatBytes(bytes));
