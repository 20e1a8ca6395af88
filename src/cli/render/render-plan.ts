import type { FunctionChange, PermissionChange, Plan } from '../../model/plan.ts';
import type { RunAction } from '../../release/events.ts';
import { type CallCounts, countCalls, isRead } from '../../plan/count-calls.ts';
import type { Colors } from '../terminal/colors.ts';
import { formatBytes, formatDifference } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';
import { renderTable } from '../terminal/table.ts';

interface Planned {
  /** The calls that looking took, and will take again. */
  readonly looked?: Readonly<Record<string, number>>;
  readonly action?: RunAction;
}

/** What a run would do, for people: `--dry-run` and `ship plan`. */
export function renderPlan(plan: Plan, colors: Colors, { looked = {}, action = 'deploy' }: Planned = {}): string {
  const head = colors.bold(`${plan.service} -> ${plan.environment}`);
  if (plan.steps.length === 0) return `${head}: nothing to do${action === 'deploy' ? asAsked(plan) : ''}`;
  const from = plan.from ? `from r${plan.from.number}` : 'first release';
  return [
    `${head}: r${plan.release.number} (${from})`,
    ...section('functions', renderTable(plan.changes.functions.map((change) => functionRow(change, colors))), colors),
    ...section('environment', plan.changes.functions.flatMap(environmentLines), colors),
    ...section('routes', routeLines(plan, colors), colors),
    ...section('events', plan.changes.events.map(plainLine), colors),
    ...section('foundation', foundationLines(plan), colors),
    ...section('tags', (plan.changes.tags ?? []).map(plainLine), colors),
    ...section('strategy', strategyLines(plan), colors),
    ...section('pinned', plan.changes.pinned ? [plainLine(plan.changes.pinned)] : [], colors),
    ...section('steps', stepLines(plan, colors), colors),
    ...section('AWS calls', callLines(countCalls(plan, looked)), colors),
  ].join('\n');
}

const asAsked = ({ release }: Plan): string => `, r${release.number} is live and is what the config asks for`;

const section = (title: string, lines: readonly string[], colors: Colors): readonly string[] =>
  lines.length === 0 ? [] : ['', `  ${colors.dim(title)}`, ...lines.map((line) => `    ${line}`)];

const signs = { new: '+', removed: '-', unchanged: ' ', code: '~', configuration: '~', 'code and configuration': '~' };

function functionRow(change: FunctionChange, colors: Colors): readonly string[] {
  const { key, zippedBytes, unzippedBytes, liveZippedBytes } = change;
  const zipped = zippedBytes === undefined ? '' : `${formatBytes(zippedBytes)} zipped`;
  const difference =
    zippedBytes === undefined || liveZippedBytes === undefined ? '' : formatDifference(zippedBytes - liveZippedBytes);
  const unzipped = unzippedBytes === undefined ? '' : `${formatBytes(unzippedBytes)} unzipped`;
  const settings = change.settings.length > 0 ? `(${change.settings.map(plainLine).join(', ')})` : '';
  return [paint(signs[change.change], colors), key, change.change, zipped, difference, unzipped, settings];
}

function paint(sign: string, colors: Colors): string {
  if (sign === '+') return colors.green(sign);
  return sign === '-' ? colors.red(sign) : colors.yellow(sign);
}

/** Names, never values. */
function environmentLines({ key, environment }: FunctionChange): readonly string[] {
  const names = [
    ...environment.added.map((name) => `+ ${name}`),
    ...environment.removed.map((name) => `- ${name}`),
    ...environment.changed.map((name) => `~ ${name}`),
  ];
  return names.length === 0 ? [] : [`${key}: ${names.map(plainLine).join('  ')}`];
}

function routeLines({ changes: { routes } }: Plan, colors: Colors): readonly string[] {
  const lines = [
    ...routes.added.map((route) => `${colors.green('+')} ${plainLine(route)}`),
    ...routes.removed.map((route) => `${colors.red('-')} ${plainLine(route)}`),
  ];
  return lines.length === 0 && routes.changed ? [`${colors.yellow('~')} changed in their settings`] : lines;
}

function foundationLines({ changes: { foundation, foundationChanges: is } }: Plan): readonly string[] {
  if (foundation === 'none') return [];
  const head = foundation === 'create' ? '+ CloudFormation stack is created' : '~ CloudFormation stack is updated';
  if (!is) return [head];
  const kept = is.leftOver.map((name) => `  ${name} stays for older releases, until it is pruned`);
  return [
    head,
    ...(foundation === 'create' ? [] : is.added.map((name) => `+ ${name}`)),
    ...is.changed.map((name) => `~ ${name}`),
    ...is.replaced.map((name) => `! replaced: ${name}`),
    ...kept,
    ...is.gained.map((one) => `+ ${permission(one)}`),
    ...is.lost.map((one) => `- ${permission(one)}, when older releases are pruned`),
  ].map(plainLine);
}

const permission = ({ role, effect, actions, resources }: PermissionChange): string =>
  `${role}: ${effect} ${actions} on ${resources}`;

function callLines(counts: CallCounts): readonly string[] {
  const all = Object.entries(counts).filter(([, { times, orMore }]) => times > 0 || orMore === true);
  const [reads, writes] = [true, false].map((read) => all.filter(([name]) => isRead(name) === read).map(callText));
  return [...callLine('reads', reads ?? []), ...callLine('writes', writes ?? [])];
}

function callText([name, { times, orMore, orFewer }]: readonly [string, CallCounts[string]]): string {
  if (orMore) return `${name} >= ${times}`;
  if (orFewer) return `${name} <= ${times}`;
  return times === 1 ? name : `${name} ${times}x`;
}

const callLine = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what.padEnd(6)}  ${names.join(', ')}`];

function strategyLines({ rollout }: Plan): readonly string[] {
  if (!rollout) return [];
  const steps =
    rollout.percents.length > 0 ? `: ${[...rollout.percents, 100].map((one) => `${one} %`).join(', ')}` : '';
  return [`${rollout.strategy}${steps}`, ...(rollout.because ? [plainLine(rollout.because)] : [])];
}

function stepLines({ steps }: Plan, colors: Colors): readonly string[] {
  return steps.map(({ phase, title }, index) => {
    const isFirst = steps[index - 1]?.phase !== phase;
    return `${colors.dim((isFirst ? phase : '').padEnd(10))} ${plainLine(title)}`;
  });
}
