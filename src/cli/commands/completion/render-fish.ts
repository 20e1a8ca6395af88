import type { Completion, CompletionOption } from './to-completions.ts';

/** One `complete` line per word that can follow. */
export function renderFish(completions: readonly Completion[]): string {
  return [
    '# ship: completion for fish; made by "ship completion fish"',
    'complete -c ship -f',
    ...completions.flatMap((completion) => renderRow(completion, completions)),
  ].join('\n');
}

function renderRow(completion: Completion, all: readonly Completion[]): readonly string[] {
  const { path, children, words, options, wantsService } = completion;
  const when = `-n ${quote(condition(path, children))}`;
  return [
    ...children.map((name) => {
      const summary = all.find((one) => one.path === `${path} ${name}`.trim())?.summary ?? 'print help';
      return `complete -c ship ${when} -a ${name} -d ${quote(summary)}`;
    }),
    ...(words.length > 0 ? [`complete -c ship ${when} -a ${quote(words.join(' '))}`] : []),
    ...(wantsService ? [`complete -c ship ${when} -a '(ship config --names 2>/dev/null)'`] : []),
    ...options.map((option) => `complete -c ship ${when} ${describe(option)}`),
  ];
}

function condition(path: string, children: readonly string[]): string {
  if (path === '') return '__fish_use_subcommand';
  const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
  const unseen = children.length > 0 ? [`not __fish_seen_subcommand_from ${children.join(' ')}`] : [];
  return [...seen, ...unseen].join('; and ');
}

function describe({ long, short, summary, takesValue, choices }: CompletionOption): string {
  const isEnvironment = long === '--env';
  // `-x`: only what is listed; fish offers files beside it otherwise.
  const value = isEnvironment || choices.length > 0 ? '-x' : '-r';
  const parts = [
    `-l ${long.slice(2)}`,
    ...(short ? [`-s ${short.slice(1)}`] : []),
    ...(takesValue ? [value] : []),
    ...(isEnvironment ? ["-a '(ship config --environments 2>/dev/null)'"] : []),
    ...(choices.length > 0 ? [`-a ${quote(choices.join(' '))}`] : []),
    `-d ${quote(summary)}`,
  ];
  return parts.join(' ');
}

const quote = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
