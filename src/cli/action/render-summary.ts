import { formatBytes, formatDifference, formatDuration } from '../terminal/format.ts';
import type { ErrorDocument, PlanDocument, RunDocument, ServiceDocument } from './document.ts';

/** The Markdown of the job summary and of the comment: what is live, sizes, tests, times, and the way back. */
export function renderSummary(document: RunDocument, environment: string): string {
  const title = `## ship ${document.command ?? ''} · ${environment}`.replace('  ', ' ');
  return `${[title, ...document.services.map((one) => renderService(one, environment))].join('\n\n')}\n`;
}

function renderService(one: ServiceDocument, environment: string): string {
  const parts = [
    `### ${headline(one)}`,
    one.error ? renderError(one.error) : '',
    one.url ? `Live: ${one.url}${one.previewUrl ? ` · preview: ${one.previewUrl}` : ''}` : '',
    one.plan ? renderPlan(one.plan) : '',
    renderTests(one),
    one.previous ? `Back to ${one.previous}: \`ship rollback ${one.service} --env ${environment}\`` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headline({ service, result, live, previous, totalMs, error, plan }: ServiceDocument): string {
  const took = totalMs === undefined ? '' : ` (${formatDuration(totalMs)})`;
  if (error) return `❌ ${service || 'ship'}: ${escape(error.summary)}`;
  if (result === 'planned')
    return `📋 ${service}: r${plan?.release.number ?? '?'} is planned, ${live ?? 'nothing'} is live`;
  if (result === 'unchanged') return `✅ ${service}: nothing to do, ${live ?? 'nothing'} is live${took}`;
  return `✅ ${service}: ${live ?? 'nothing'} is live${previous ? `, was ${previous}` : ''}${took}`;
}

function renderError({ code, why, next, live }: ErrorDocument): string {
  const todo = next.map((line) => `- \`${line.replaceAll('`', "'")}\``).join('\n');
  return `\`\`\`\n${why.replaceAll('```', "'''")}\n\`\`\`\n\n${todo}\n\nLive: ${live ?? 'as before'} · \`ship explain ${code}\``;
}

function renderPlan({ changes, steps }: PlanDocument): string {
  if (steps.length === 0) return 'Nothing changes.';
  const rows = changes.functions.map(({ key, change, zippedBytes, unzippedBytes, liveZippedBytes }) => {
    const difference =
      zippedBytes === undefined || liveZippedBytes === undefined ? '' : formatDifference(zippedBytes - liveZippedBytes);
    return `| ${escape(key)} | ${change} | ${size(zippedBytes)} | ${difference} | ${size(unzippedBytes)} |`;
  });
  const routes = [
    ...changes.routes.added.map((route) => `+ ${route}`),
    ...changes.routes.removed.map((route) => `- ${route}`),
  ];
  const listed = steps.map(({ title }) => `1. ${escape(title)}`).join('\n');
  return [
    ['| Function | Change | Zipped | Difference | Unzipped |', '|---|---|---|---|---|', ...rows].join('\n'),
    ...(routes.length > 0 ? [`\`\`\`diff\n${routes.join('\n')}\n\`\`\``] : []),
    `<details><summary>${steps.length} steps</summary>\n\n${listed}\n\n</details>`,
  ].join('\n\n');
}

function renderTests({ smoke = [] }: ServiceDocument): string {
  if (smoke.length === 0) return '';
  const rows = smoke.map(
    ({ name, on, passed, ms }) => `| ${passed ? '✅' : '❌'} | ${escape(name)} | ${on} | ${formatDuration(ms)} |`,
  );
  return ['| | Smoke test | On | Time |', '|---|---|---|---|', ...rows].join('\n');
}

const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

const size = (bytes: number | undefined): string => (bytes === undefined ? '' : formatBytes(bytes));
