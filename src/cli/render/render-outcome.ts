import type { Outcome } from '../../release/events.ts';
import type { Colors } from '../terminal/colors.ts';
import { formatDuration } from '../terminal/format.ts';
import { plainLine } from '../terminal/plain-text.ts';

/** How a run that ended well ended: what is live, where, and the way back. */
export function renderOutcome(outcome: Outcome, action: RunAction, colors: Colors): string {
  const fields = (action === 'deploy' || action === 'promote') && outcome.result === 'live' ? wayBack(outcome) : [];
  const all = [...addresses(outcome), ...tests(outcome), ...settling(outcome), ...notes(outcome), ...fields];
  const lines = all.map(([label, text]) => `  ${colors.dim(label.padEnd(8))} ${text}`);
  return [`${colors.green('✔')} ${colors.bold(headline(outcome, action))}`, ...lines].join('\n');
}

export type RunAction = 'deploy' | 'promote' | 'rollback' | 'prune' | 'destroy';

const verbs: Readonly<Record<RunAction, string>> = {
  deploy: 'is live',
  promote: 'is live',
  rollback: 'is live again',
  prune: 'is live, leftovers are gone',
  destroy: 'is live',
};

type Field = readonly [label: string, text: string];

function headline(outcome: Outcome, action: RunAction): string {
  const { service, environment, live, previous, totalMs } = outcome;
  if (outcome.result === 'destroyed') return `${service} is removed from ${environment} (${formatDuration(totalMs)})`;
  if (action === 'destroy') return `${service}: nothing of it is in ${environment}`;
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
  const first = `new release first seen after ${formatDuration(settle.firstNewMs)}`;
  const last = settle.lastOldMs > 0 ? `, old one last seen after ${formatDuration(settle.lastOldMs)}` : '';
  return [['switch', `${first}${last} (${settle.probes} probes)`]];
}

const notes = (outcome: Outcome): readonly Field[] => outcome.notes.map((note) => ['note', plainLine(note)]);

function wayBack({ service, environment, previous }: Outcome): readonly Field[] {
  const env = environment === 'local' ? '' : ` --env ${environment}`;
  return previous ? [['back', `ship rollback ${service}${env}`]] : [];
}
