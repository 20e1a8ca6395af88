import { CommanderError } from 'commander';
import { internalError } from '../errors/catalogue/cli-errors.ts';
import { diskRefusal } from '../errors/catalogue/disk-errors.ts';
import { interrupted } from '../errors/catalogue/release-errors.ts';
import { exitCodes, ShipError } from '../errors/ship-error.ts';
import { buildProgram, type Chosen } from './command/build-program.ts';
import { isHelp, toUsageError, withCorrected } from './command/usage-error.ts';
import { commands } from './commands/commands.ts';
import { readVersion } from './command/read-version.ts';
import { toErrorDocument } from './render/render-error.ts';
import { isNdjson, sayError } from './report/say.ts';
import { type Farewell, listenForStop } from './session/stop-signals.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** Runs one command line (without `node` and the script) and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  ignoreClosedPipe();
  if (argv.includes('--no-color')) process.env['NO_COLOR'] = '1';
  // The SDK's advice about Node versions is for ship's makers, not for the people who run it.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const terminal = openTerminal({ color: !argv.includes('--no-color') });
  try {
    return await runCommand(argv, terminal);
  } catch (error) {
    return showError(error, argv, terminal);
  }
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exitCodes.ok;
  const program = buildProgram({
    version: readVersion(),
    commands,
    out: terminal.out,
    width: process.stdout.columns || 80,
    choose: async (chosen) => {
      code = await runChosen(chosen, argv, terminal);
    },
  });
  await program.parseAsync(isUnfinished(argv) ? [...argv, '--help'] : [...argv], { from: 'user' });
  return code;
}

/** Nothing, or only the name of a group: what can follow is the answer. */
function isUnfinished(argv: readonly string[]): boolean {
  const group = commands.find(({ name }) => name === argv[0]);
  return argv.length === 0 || (argv.length === 1 && group !== undefined && 'commands' in group);
}

async function runChosen(
  { declaration, path, args, flags }: Chosen,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const farewell: Farewell = { sentence: () => 'nothing was changed' };
  const { signal, stopListening } = listenForStop(terminal, farewell);
  const mayEndAnywhere = (): void => {
    if (signal.aborted) throw interrupted();
    farewell.endAtOnce = () => process.exit(showError(interrupted(), argv, terminal));
  };
  try {
    const handler = await declaration.load();
    return await handler({ command: path, args, flags, terminal, signal, farewell, mayEndAnywhere });
  } finally {
    stopListening();
  }
}

function showError(error: unknown, argv: readonly string[], terminal: Terminal): number {
  if (error instanceof CommanderError && isHelp(error)) return exitCodes.ok;
  const shown = toShipError(error, argv);
  sayError(terminal, shown, { ndjson: isNdjson(argv) });
  if (argv.includes('--debug')) terminal.err(stackOf(shown));
  if (argv.includes('--json'))
    terminal.out(JSON.stringify({ schema: 1, exit: shown.exit, error: toErrorDocument(shown) }, undefined, 2));
  return shown.exit;
}

function toShipError(error: unknown, argv: readonly string[]): ShipError {
  if (error instanceof ShipError) return withCorrected(error, argv);
  if (error instanceof CommanderError)
    return toUsageError(
      error,
      commands.find(({ name }) => name === argv[0]),
      argv,
    );
  return diskRefusal(error) ?? internalError(error);
}

function stackOf(error: ShipError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? String(cause);
}

/** `ship status | head` closes stdout before everything is written; that is no failure. */
function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
