import { startLocalAws, type LocalAws } from '../start.ts';
import { removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { exitWhenIdle } from './exit-when-idle.ts';
import type { DaemonOptions } from './options.ts';
import { keepPort, lastPort } from './last-port.ts';
import { versionOf } from './version.ts';

/** A stop that takes longer is not worth waiting for: the journal holds everything. */
const STOP_WITHIN_MS = 5000;
const COLLECT_EVERY_MS = 10 * 60 * 1000;

function announce(dir: string, aws: LocalAws, about: { startedAt: string; version: string }): void {
  const { port, endpoint, token } = aws;
  writeDaemonFile(dir, { pid: process.pid, port, endpoint, token, ...about });
  process.stdout.write(`${JSON.stringify({ endpoint })}\n`);
}

function killMyself(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Serves the folder until it is told to stop, then ends the process. Throws when it cannot start. */
export async function runDaemon(options: DaemonOptions, releaseLock: () => void): Promise<void> {
  const { dir, profile, strictSignatures, strictConcurrency } = options;
  const about = { startedAt: new Date().toISOString(), version: versionOf(process.argv[1] as string) };
  let aws: LocalAws | undefined;
  let stopping = false;
  const exit = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    removeDaemonFile(dir);
    void Promise.resolve(aws?.stop()).finally(() => {
      releaseLock();
      process.exit(0);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, exit);
  // One request's bug must not take everybody's environments down; it is said in daemon.log.
  process.on('uncaughtException', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  const started = await startLocalAws({
    ...options,
    port: options.port || (await lastPort(dir)),
    about: { pid: process.pid, ...about, profile, strictSignatures, strictConcurrency },
    exit,
    kill: killMyself,
    onRequest: exitWhenIdle(options.idleExitMinutes * 60_000, exit),
  });
  aws = started;
  keepPort(dir, started.port);
  announce(dir, started, about);
  setInterval(() => void started.collectBlobs(), COLLECT_EVERY_MS).unref();
}
