import { ask } from './ask.ts';
import { readDaemonFile, type DaemonFile } from './daemon-file.ts';

/** What the daemon says of itself. */
export interface Health {
  readonly pid: number;
  readonly startedAt: string;
  readonly version: string;
  readonly profile: 'fast' | 'aws';
  readonly strictSignatures: boolean;
  readonly strictConcurrency: boolean;
}

export interface FoundDaemon {
  readonly daemon: DaemonFile;
  readonly health: Health;
}

/** The daemon of a folder, if it is alive: `daemon.json` may be stale and its process id in use again, so it must answer. */
export async function findDaemon(dir: string): Promise<FoundDaemon | undefined> {
  const daemon = readDaemonFile(dir);
  if (!daemon) return undefined;
  try {
    return { daemon, health: (await ask(daemon, { method: 'GET', path: '/_local/health' })) as Health };
  } catch {
    return undefined; // Killed, or another process has its port now.
  }
}
