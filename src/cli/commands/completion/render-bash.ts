import type { Completion } from './to-completions.ts';

/** A function for `complete -F`: the words typed so far choose a row, the row says what can follow. */
export function renderBash(completions: readonly Completion[]): string {
  return [
    '# ship: completion for bash; made by "ship completion bash"',
    '_ship() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" path="" word words="" services=""',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case "$path $word" in',
    ...completions.slice(1).map(({ path, typed }) => `      "${typed.join(' ')}") path="${path}" ;;`),
    '    esac',
    '  done',
    '  case "$path" in',
    ...completions.map(renderRow),
    '  esac',
    '  [ -n "$services" ] && words="$words $(ship config --names 2>/dev/null)"',
    '  case "$path ${COMP_WORDS[COMP_CWORD-1]}" in',
    '    *" --env" | *" -e" | "promote --from" | "promote --to") words="$(ship config --environments 2>/dev/null)" ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _ship ship',
  ].join('\n');
}

function renderRow({ path, children, words, options, wantsService }: Completion): string {
  const all = [...children, ...words, ...options.map(({ long }) => long)].join(' ');
  return `    "${path}") words="${all}"${wantsService ? ' services=1' : ''} ;;`;
}
