import { basename, join } from 'node:path';
import type { Runnable } from '../../lambda/runnable.ts';
import type { Places, Sources } from './isolation.ts';
import { nodeFlags, type RuntimeBinary } from './node-binary.ts';
import { isPythonRuntime, pythonCandidates } from './python-binary.ts';
import { isFile, whyNotStarted } from './why-not-started.ts';

export function isNodeRuntime(runtime: string): boolean {
  return /^nodejs\d+\.x$/.test(runtime);
}

/** Node runtimes, Python's where the machine has it, and executables; the others would need AWS's own runtimes. */
export function canRun(runtime: string): boolean {
  if (isPythonRuntime(runtime)) return pythonCandidates(runtime).length > 0;
  return isNodeRuntime(runtime) || /^provided(\.al2|\.al2023)?$/.test(runtime);
}

/** `node`, `python`: a runtime of the local AWS; else where the function's own bootstrap lies. */
export type EntryKind = 'node' | 'python' | 'task' | 'opt';

/** Which of the places holds what is started, or what Lambda says when it cannot be. */
export function findExecutable(runtime: string, sources: Sources): { entry: EntryKind } | { problem: string } {
  if (isNodeRuntime(runtime)) return { entry: 'node' };
  if (isPythonRuntime(runtime)) return { entry: 'python' };
  const entry = (['task', 'opt'] as const).find((place) => isFile(join(sources[place], 'bootstrap')));
  if (!entry) return { problem: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]" };
  const problem = whyNotStarted(join(sources[entry], 'bootstrap'));
  return problem ? { problem: `fork/exec ${entry === 'opt' ? '/opt' : '/var/task'}/bootstrap: ${problem}` } : { entry };
}

export interface Entry {
  readonly entry: EntryKind;
  readonly places: Places;
  readonly binary: RuntimeBinary;
  /** Path of the bootstrap on this machine. */
  readonly bootstrap: string;
}

/** The command line as the environment sees it. */
export function runtimeCommand(runnable: Runnable, { entry, places, binary, bootstrap }: Entry): string[] {
  if (entry === 'task' || entry === 'opt') return [join(places[entry], 'bootstrap')];
  const { NODE_OPTIONS, AWS_LAMBDA_EXEC_WRAPPER } = runnable.environment;
  const command =
    entry === 'python'
      ? // No compiled modules beside the function's code, and none that the user of the machine has installed.
        [binary.path, '-B', '-s', join(places.bootstrap, 'runtime-bootstrap.py')]
      : [
          binary.path,
          ...nodeFlags(runnable.runtime, runnable.memoryMb, binary, NODE_OPTIONS),
          join(places.bootstrap, basename(bootstrap)),
        ];
  // A script, usually of a layer, that starts the runtime: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
  return AWS_LAMBDA_EXEC_WRAPPER
    ? [AWS_LAMBDA_EXEC_WRAPPER.replace(/^\/opt\//, `${places.opt}/`), ...command]
    : command;
}
