import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../command/read-version.ts';
import type { Session } from './session.ts';

/** Where the local AWS keeps its state: `SHIP_LOCAL_DIR`, or `.ship/local-aws` beside the config. */
export const localDirOf = ({ terminal }: Session, root: string): string =>
  terminal.env['SHIP_LOCAL_DIR'] || join(root, '.ship', 'local-aws');

/** The local AWS's endpoint; started in the background when it does not run, and that is said. */
export async function ensureLocalEndpoint(session: Session, root: string): Promise<string> {
  const dir = localDirOf(session, root);
  const running = await findRunning(dir);
  if (running) return running;
  mkdirSync(dir, { recursive: true });
  const log = openSync(join(dir, 'daemon.log'), 'a');
  spawn(process.execPath, [join(packageRoot(), 'dist', 'local-aws.js'), '--dir', dir], {
    detached: true,
    stdio: ['ignore', log, log],
  }).unref();
  for (let tries = 0; tries < 200; tries += 1) {
    const endpoint = await findRunning(dir);
    if (endpoint) {
      session.terminal.err(`started the local AWS at ${endpoint} (stop it: ship local stop)`);
      return endpoint;
    }
    await sleep(50);
  }
  throw new Error(`the local AWS did not start; see ${join(dir, 'daemon.log')}`);
}

async function findRunning(dir: string): Promise<string | undefined> {
  try {
    const { endpoint, token } = JSON.parse(readFileSync(join(dir, 'daemon.json'), 'utf8')) as Record<string, string>;
    const response = await fetch(`${endpoint}/_local/health`, { headers: { 'x-local-aws-token': token ?? '' } });
    return response.ok ? endpoint : undefined;
  } catch {
    return undefined; // No file, or nobody listens: it does not run.
  }
}
