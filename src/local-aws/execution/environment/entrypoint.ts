import { basename, join } from 'node:path';
import type { Runnable } from '../../lambda/runnable.ts';
import { isExecutable, type Places, type Sources } from './isolation.ts';
import { nodeFlags, type NodeBinary } from './node-binary.ts';

export function isNodeRuntime(runtime: string): boolean {
  return /^nodejs\d+\.x$/.test(runtime);
}

/** Node runtimes and executables; the others would need AWS's own runtimes. */
export function canRun(runtime: string): boolean {
  return isNodeRuntime(runtime) || /^provided(\.al2|\.al2023)?$/.test(runtime);
}

/** Which of the places holds what is started; undefined when a `provided` runtime finds no executable. */
export function findExecutable(runtime: string, { task, opt }: Sources): 'node' | 'task' | 'opt' | undefined {
  if (isNodeRuntime(runtime)) return 'node';
  if (isExecutable(join(task, 'bootstrap'))) return 'task';
  return isExecutable(join(opt, 'bootstrap')) ? 'opt' : undefined;
}

export interface Entry {
  readonly entry: 'node' | 'task' | 'opt';
  readonly places: Places;
  readonly binary: NodeBinary;
  /** Path of the bootstrap on this machine. */
  readonly bootstrap: string;
}

/** The command line as the environment sees it. */
export function runtimeCommand(runnable: Runnable, { entry, places, binary, bootstrap }: Entry): string[] {
  if (entry !== 'node') return [join(places[entry], 'bootstrap')];
  const { NODE_OPTIONS, AWS_LAMBDA_EXEC_WRAPPER } = runnable.environment;
  const flags = nodeFlags(runnable.runtime, runnable.memoryMb, binary, NODE_OPTIONS);
  const command = [binary.path, ...flags, join(places.bootstrap, basename(bootstrap))];
  // A script, usually of a layer, that starts the runtime: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
  return AWS_LAMBDA_EXEC_WRAPPER
    ? [AWS_LAMBDA_EXEC_WRAPPER.replace(/^\/opt\//, `${places.opt}/`), ...command]
    : command;
}
