import { errorPages } from '../../../errors/pages/all-pages.ts';
import type { CommandDeclaration, CommandGroup, OptionDeclaration } from '../../command/declaration.ts';
import { globalOptions } from '../../command/global-options.ts';

/** What can follow one command; the empty path is `ship` itself. */
export interface Completion {
  /** `local start` */
  readonly path: string;
  /** What was typed when this word makes it that path: `local` and `start`, or nothing and `deploy`. */
  readonly typed: readonly [before: string, word: string];
  readonly summary: string;
  /** Commands below it. */
  readonly children: readonly string[];
  readonly options: readonly CompletionOption[];
  /** Words its argument can be. */
  readonly words: readonly string[];
  /** Its argument is a name from the config. */
  readonly wantsService: boolean;
}

export interface CompletionOption {
  /** `--env` */
  readonly long: string;
  /** `-e` */
  readonly short?: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

export function toCompletions(table: readonly (CommandDeclaration | CommandGroup)[]): readonly Completion[] {
  const shared = [...globalOptions, { flags: '-h, --help', summary: 'print help' }].map(toOption);
  const root: Completion = {
    path: '',
    typed: ['', ''],
    summary: '',
    children: [...table.map(({ name }) => name), 'help'],
    options: [...shared, toOption({ flags: '-V, --version', summary: 'print the version' })],
    words: [],
    wantsService: false,
  };
  return [root, ...table.flatMap((declared) => toEntries(declared, '', shared))];
}

function toEntries(
  declared: CommandDeclaration | CommandGroup,
  prefix: string,
  shared: readonly CompletionOption[],
): readonly Completion[] {
  const path = `${prefix}${declared.name}`;
  const typed = [prefix.trim(), declared.name] as const;
  const common = { path, typed, summary: declared.summary };
  if ('commands' in declared) {
    const children = declared.commands.map(({ name }) => name);
    const own = { ...common, children, options: shared, words: [], wantsService: false };
    return [own, ...declared.commands.flatMap((child) => toEntries(child, `${path} `, shared))];
  }
  const [first] = declared.arguments ?? [];
  const options = [...(declared.options ?? []).map(toOption), ...shared];
  const words = path === 'explain' ? Object.keys(errorPages) : (first?.choices ?? []);
  return [{ ...common, children: [], options, words, wantsService: /service/.test(first?.name ?? '') }];
}

function toOption({ flags, summary, choices = [] }: OptionDeclaration): CompletionOption {
  const long = /--[a-z-]+/.exec(flags)?.[0] ?? flags;
  const short = /^-[A-Za-z]\b/.exec(flags)?.[0];
  return { long, summary, takesValue: /[<[]/.test(flags), choices, ...(short && { short }) };
}
