import { Command, Option } from 'commander';
import type { CommandDeclaration, CommandGroup, Example, OptionDeclaration } from './declaration.ts';
import { makeFlags, type Flags } from './flags.ts';
import { globalOptions } from './global-options.ts';

export interface Chosen {
  readonly declaration: CommandDeclaration;
  /** `local start` */
  readonly path: string;
  readonly args: readonly string[];
  readonly flags: Flags;
}

export interface ProgramOptions {
  readonly version: string;
  readonly commands: readonly (CommandDeclaration | CommandGroup)[];
  readonly out: (text: string) => void;
  readonly width: number;
  readonly choose: (chosen: Chosen) => Promise<void>;
}

/** Declarations -> commander. It only parses and writes help; errors are thrown, running is left to `choose`. */
export function buildProgram(options: ProgramOptions): Command {
  const program = new Command('ship')
    .description('Puts new versions of AWS Lambda services live, all at once, and takes them back in a second.')
    .version(options.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help; also: ship help <command>')
    .helpCommand('help [command]', 'print help')
    .addHelpText('after', epilogue)
    .configureOutput({
      writeOut: (text) => options.out(text.trimEnd()),
      // The error is thrown as well, and shown in ship's own shape.
      writeErr: () => undefined,
      getOutHelpWidth: () => options.width,
    });
  quiet(program);
  for (const option of globalOptions) program.addOption(toOption(option));
  for (const declared of options.commands)
    if ('commands' in declared) addGroup(program, declared, options);
    else addCommand(program, declared, options);
  return program;
}

const epilogue = `
First minutes:
  ship init                     writes a config for what lies in this folder
  ship deploy orders            deploys to the local AWS, no account needed
  ship status                   what is live, and what one can go back to
  ship rollback orders          back to the release before, in one write
When it fails:
  ship explain SMOKE_FAILED     what a code means and what to do about it
  ship deploy orders --debug    every AWS call
Exit codes: 0 holds · 2 usage or config · 3 refused · 4 undone · 5 needs a person · 130 declined or stopped · 1 bug`;

function toOption({ flags, summary, choices }: OptionDeclaration): Option {
  const option = new Option(flags, summary);
  return choices ? option.choices([...choices]) : option;
}

function quiet(command: Command): void {
  command
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false, minWidthToWrap: 20 })
    .showHelpAfterError(false);
}

function addGroup(program: Command, group: CommandGroup, options: ProgramOptions): void {
  const parent = program
    .command(group.name)
    .description(group.summary)
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help')
    .addHelpText('after', renderExamples(group.examples));
  quiet(parent);
  for (const declared of group.commands) addCommand(parent, declared, options, `${group.name} `);
}

function addCommand(parent: Command, declared: CommandDeclaration, options: ProgramOptions, prefix = ''): void {
  const command = parent
    .command(declared.name)
    .summary(declared.summary)
    .description([`${declared.summary}.`, ...(declared.details ? ['', declared.details] : [])].join('\n'))
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', renderExamples(declared.examples));
  quiet(command);
  for (const { name, summary } of declared.arguments ?? []) command.argument(name, summary);
  for (const option of declared.options ?? []) command.addOption(toOption(option));
  command.action(async () => {
    const args = (command.processedArgs as (string | readonly string[] | undefined)[]).flat();
    await options.choose({
      declaration: declared,
      path: `${prefix}${declared.name}`,
      args: args.filter((arg) => arg !== undefined),
      flags: makeFlags(command.optsWithGlobals()),
    });
  });
}

function renderExamples(examples: readonly Example[]): string {
  const width = Math.max(...examples.map(({ command }) => command.length));
  return ['', 'Examples:', ...examples.map(({ command, does }) => `  ${command.padEnd(width)}  ${does}`)].join('\n');
}
