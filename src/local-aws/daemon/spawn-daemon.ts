import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SpawnOptions {
  readonly dir: string;
  /** `dist/local-aws.js` */
  readonly entryFile: string;
  readonly port?: number;
  readonly profile?: 'fast' | 'aws';
  readonly strictSignatures?: boolean;
  readonly strictConcurrency?: boolean;
  readonly throttle?: boolean;
  readonly allowDeprecatedRuntimes?: boolean;
  readonly acceptAnyRole?: boolean;
  /** Default 30; 0: never. */
  readonly idleExitMinutes?: number;
}

const IDLE_EXIT_MINUTES = 30;

export function logFile(dir: string): string {
  return join(dir, 'daemon.log');
}

/** The last lines that a daemon wrote: why it did not start. */
export function tailOfLog(dir: string): string {
  return readFileSync(logFile(dir), 'utf8').trim().split('\n').slice(-5).join('\n');
}

function argumentsOf(options: SpawnOptions): string[] {
  const { dir, port, profile, strictSignatures, strictConcurrency, throttle } = options;
  return [
    '--dir',
    dir,
    '--idle-exit',
    String(options.idleExitMinutes ?? IDLE_EXIT_MINUTES),
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(strictSignatures ? ['--strict-signatures'] : []),
    ...(strictConcurrency ? ['--strict-concurrency'] : []),
    ...(throttle ? ['--throttle'] : []),
    ...(options.allowDeprecatedRuntimes ? ['--allow-deprecated-runtimes'] : []),
    ...(options.acceptAnyRole ? ['--accept-any-role'] : []),
  ];
}

/** Starts a daemon that outlives this command. It may find that another holds the folder, and ends with 0. */
export function spawnDaemon(options: SpawnOptions): ChildProcess {
  mkdirSync(options.dir, { recursive: true });
  const log = openSync(logFile(options.dir), 'w');
  // Options for this process's own node (an inspector's port, a loader) are not the daemon's.
  const { NODE_OPTIONS: _mine, ...env } = process.env;
  const child = spawn(process.execPath, [options.entryFile, ...argumentsOf(options)], {
    detached: true,
    stdio: ['ignore', log, log],
    env,
    // Not in a folder that somebody may want to remove.
    cwd: options.dir,
  });
  child.unref();
  closeSync(log);
  return child;
}
