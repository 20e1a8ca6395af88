import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `DIR/daemon.json`: how commands find the local AWS of a folder. Readable by its owner only: it holds the token. */
export interface DaemonFile {
  readonly pid: number;
  readonly port: number;
  readonly endpoint: string;
  readonly token: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly version: string;
}

export function writeDaemonFile(dir: string, daemon: DaemonFile): void {
  const temporary = join(dir, `daemon.json.${daemon.pid}`);
  writeFileSync(temporary, `${JSON.stringify(daemon, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, join(dir, 'daemon.json'));
}

/** Undefined when there is none or it cannot be read: then there is no daemon that could be asked. */
export function readDaemonFile(dir: string): DaemonFile | undefined {
  try {
    return JSON.parse(readFileSync(join(dir, 'daemon.json'), 'utf8')) as DaemonFile;
  } catch {
    return undefined;
  }
}

export function removeDaemonFile(dir: string): void {
  rmSync(join(dir, 'daemon.json'), { force: true });
}
