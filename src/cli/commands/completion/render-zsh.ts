import type { Completion, CompletionOption } from './to-completions.ts';

/** The same rows with their summaries, for `_describe` of zsh's completion system. */
export function renderZsh(completions: readonly Completion[]): string {
  return [
    '#compdef ship',
    '# ship: completion for zsh; made by "ship completion zsh"',
    '_ship() {',
    '  local place="" word services=""',
    '  local -a entries options',
    '  for word in ${words[2,CURRENT-1]}; do',
    '    case "$place $word" in',
    ...completions.slice(1).map(({ path, typed }) => `      ${quote(typed.join(' '))}) place=${quote(path)} ;;`),
    '    esac',
    '  done',
    '  case "$place" in',
    ...completions.flatMap((completion) => renderRow(completion, completions)),
    '  esac',
    '  [[ -n "$services" ]] && entries+=(${(f)"$(ship config --names 2>/dev/null)"})',
    '  case "$place ${words[CURRENT-1]}" in',
    '    *" --env" | *" -e" | "promote --from" | "promote --to")',
    '      entries=(${(f)"$(ship config --environments 2>/dev/null)"}); options=() ;;',
    '  esac',
    "  _describe -t commands 'ship' entries",
    "  _describe -o -t options 'option' options",
    '}',
    'compdef _ship ship',
  ].join('\n');
}

function renderRow(completion: Completion, all: readonly Completion[]): readonly string[] {
  const { path, children, words, options, wantsService } = completion;
  const below = children.map((name) => {
    const summary = all.find((one) => one.path === `${path} ${name}`.trim())?.summary ?? 'print help';
    return quote(`${name}:${summary}`);
  });
  const plain = words.map(quote);
  return [
    `    ${quote(path)})`,
    `      entries=(${[...below, ...plain].join(' ')})`,
    `      options=(${options.map(describe).join(' ')})`,
    ...(wantsService ? ['      services=1'] : []),
    '      ;;',
  ];
}

const describe = ({ long, summary }: CompletionOption): string => quote(`${long}:${summary.replaceAll(':', '\\:')}`);
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
