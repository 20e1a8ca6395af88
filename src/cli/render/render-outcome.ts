import { describeBake } from '../../release/bake/describe-bake.ts';
import type { Outcome, RunAction } from '../../release/events.ts';
import type { Colors } from '../terminal/colors.ts';
import { formatDuration } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';

/** How a run that ended well ended: what is live, where, and the way back. */
export function renderOutcome(outcome: Outcome, action: RunAction, colors: Colors): string {
  const fields = goesLive.includes(action) && outcome.result === 'live' ? wayBack(outcome) : [];
  const seen = [...addresses(outcome), ...tests(outcome), ...settling(outcome), ...watched(outcome), ...notes(outcome)];
  const all = [...seen, ...fields, ...waiting(outcome)];
  const lines = all.map(([label, text]) => `  ${colors.dim(label.padEnd(8))} ${text}`);
  return [`${colors.green('✔')} ${colors.bold(headline(outcome, action))}`, ...lines].join('\n');
}

const goesLive: readonly RunAction[] = ['deploy', 'promote', 'promote-preview'];

const verbs: Readonly<Record<RunAction, string>> = {
  deploy: 'is live',
  promote: 'is live',
  rollback: 'is live again',
  'promote-preview': 'is live',
  abort: 'is live',
  prune: 'is live, leftovers are gone',
  destroy: 'is live',
};

type Field = readonly [label: string, text: string];

function headline(outcome: Outcome, action: RunAction): string {
  const { service, environment, live, previous, totalMs } = outcome;
  if (outcome.result === 'destroyed') return `${service} is removed from ${environment} (${formatDuration(totalMs)})`;
  if (action === 'destroy') return `${service}: nothing of it is in ${environment}`;
  if (outcome.result === 'on-preview' || (outcome.result === 'unchanged' && outcome.waiting))
    return `${service}: ${outcome.waiting} waits on the preview in ${environment} (${formatDuration(totalMs)}), ${live ?? 'nothing'} is live`;
  if (outcome.result === 'aborted')
    return `${service}: nothing waits on the preview in ${environment} any more, ${live ?? 'nothing'} is live`;
  if (outcome.result === 'unchanged') return `${service}: nothing to do, ${live} is live in ${environment}`;
  const was = previous ? `, was ${previous}` : '';
  const verb = verbs[action];
  return `${service}: ${live} ${verb} in ${environment} (${formatDuration(totalMs)}${was})`;
}

const addresses = ({ url, previewUrl }: Outcome): readonly Field[] => [
  ...(url ? [['url', url] as const] : []),
  ...(previewUrl ? [['preview', previewUrl] as const] : []),
];

function tests({ smoke }: Outcome): readonly Field[] {
  if (smoke.length === 0) return [];
  const passed = smoke.filter((test) => test.passed).length;
  return [['smoke', `${passed} of ${smoke.length} passed`]];
}

/** AWS says nothing about how fast a switch is seen everywhere, so what was seen is told. */
function settling({ settle }: Outcome): readonly Field[] {
  if (!settle) return [];
  const { firstNewMs } = settle;
  const first = firstNewMs < 0 ? 'new release not seen' : `new release first seen after ${formatDuration(firstNewMs)}`;
  const last = settle.lastOldMs > 0 ? `, old one last seen after ${formatDuration(settle.lastOldMs)}` : '';
  return [['switch', `${first}${last} (${settle.probes} probes)`]];
}

const watched = ({ bakes = [] }: Outcome): readonly Field[] =>
  bakes.map((report) => ['watched', plainLine(describeBake(report))]);

const environmentFlag = ({ environment }: Outcome): string => (environment === 'local' ? '' : ` --env ${environment}`);

function waiting(outcome: Outcome): readonly Field[] {
  if (!outcome.waiting) return [];
  const rest = `${outcome.service}${environmentFlag(outcome)}`;
  return [
    ['go', `ship promote-preview ${rest}`],
    ['or not', `ship abort ${rest}`],
  ];
}

const notes = (outcome: Outcome): readonly Field[] => outcome.notes.map((note) => ['note', plainLine(note)]);

function wayBack(outcome: Outcome): readonly Field[] {
  return outcome.previous ? [['back', `ship rollback ${outcome.service}${environmentFlag(outcome)}`]] : [];
}
