import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './daemon/ask.ts';
import { removeDaemonFile, type DaemonFile } from './daemon/daemon-file.ts';
import { findDaemon, type FoundDaemon, type Health } from './daemon/find-daemon.ts';
import { lockOwner } from './daemon/lock.ts';
import { spawnDaemon, tailOfLog, type SpawnOptions } from './daemon/spawn-daemon.ts';
import { removeState } from './daemon/state-names.ts';
import { versionOf } from './daemon/version.ts';
import type { Triggered } from './events/trigger.ts';
import type { FaultRule, FaultSettings } from './faults/fault-rule.ts';
import type { InjectedFault } from './faults/faults.ts';
import type { LoggedRequest } from './server/request-log.ts';

// What commands use. Everything is found through the folder; nothing is kept outside of it.

export type EnsureOptions = Omit<SpawnOptions, 'entryFile'> & { readonly entryFile?: string };

export interface LocalAwsStatus extends Health {
  readonly endpoint: string;
}

const START_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 6000;
const POLL_MS = 10;

/** The built daemon, seen from a bundle, from one of its chunks or from the sources. */
function builtEntry(): string {
  const places = ['./local-aws.js', '../local-aws.js', '../../dist/local-aws.js'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The local AWS is not built: none of ${files.join(', ')} is there.`);
  return found;
}

async function waitFor<Value>(ready: () => Promise<Value | undefined>, ms: number): Promise<Value | undefined> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(POLL_MS)) {
    const value = await ready();
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Undefined: the daemon found another one at work, which was about to end. */
async function startOnce(options: SpawnOptions): Promise<DaemonFile | undefined> {
  const child = spawnDaemon(options);
  const outcome = async (): Promise<FoundDaemon | 'failed' | 'gave way' | undefined> => {
    const found = await findDaemon(options.dir);
    if (found || child.exitCode === null) return found;
    if (child.exitCode !== 0) return 'failed';
    return lockOwner(options.dir) === undefined ? 'gave way' : undefined;
  };
  child.on('error', () => undefined); // A node that cannot be started shows as an exit code.
  const found = (await waitFor(outcome, START_WITHIN_MS)) ?? 'failed';
  if (found === 'failed') throw new Error(`The local AWS did not start in ${options.dir}:\n${tailOfLog(options.dir)}`);
  if (found === 'gave way') return undefined;
  // Another command was faster. Our daemon must not start late, when somebody has just stopped that one.
  if (found.daemon.pid !== child.pid) child.kill('SIGKILL');
  return found.daemon;
}

async function start(options: SpawnOptions): Promise<DaemonFile> {
  return (await startOnce(options)) ?? start(options);
}

/**
 * The local AWS of a folder, started if it does not run. One of another build is replaced, its state stays.
 * Two commands at once get the same one. Rejects with the daemon's own words when it does not start.
 */
export async function ensureLocalAws(options: EnsureOptions): Promise<{ endpoint: string; started: boolean }> {
  const entryFile = options.entryFile ?? builtEntry();
  const dir = resolve(options.dir);
  const found = await findDaemon(dir);
  if (found?.health.version === versionOf(entryFile)) return { endpoint: found.daemon.endpoint, started: false };
  if (found) await stopLocalAws(dir);
  const { endpoint } = await start({ ...options, dir, entryFile });
  return { endpoint, started: true };
}

/** Undefined when none runs. */
export async function localAwsStatus(dir: string): Promise<LocalAwsStatus | undefined> {
  const found = await findDaemon(resolve(dir));
  return found && { ...found.health, endpoint: found.daemon.endpoint };
}

/** Ends the daemon, by force if it must be; false when none ran. Its state stays. */
export async function stopLocalAws(dir: string): Promise<boolean> {
  const folder = resolve(dir);
  const pid = lockOwner(folder);
  const found = await findDaemon(folder);
  if (pid === undefined && !found) return false;
  if (found) await ask(found.daemon, { method: 'POST', path: '/_local/stop' });
  const isGone = (): Promise<true | undefined> => Promise.resolve(lockOwner(folder) === pid ? undefined : true);
  if (pid === undefined || (await waitFor(isGone, STOP_WITHIN_MS))) return true;
  process.kill(pid, 'SIGKILL');
  removeDaemonFile(folder);
  return true;
}

/** Ends the daemon and removes its state. */
export async function resetLocalAws(dir: string): Promise<void> {
  const folder = resolve(dir);
  await stopLocalAws(folder);
  if (existsSync(folder)) removeState(folder);
}

async function running(dir: string): Promise<FoundDaemon> {
  const found = await findDaemon(resolve(dir));
  if (!found) throw new Error(`No local AWS runs in ${resolve(dir)}.`);
  return found;
}

/** The last requests, the oldest first. */
export async function localAwsRequests(dir: string): Promise<readonly LoggedRequest[]> {
  const { daemon } = await running(dir);
  return ((await ask(daemon, { method: 'GET', path: '/_local/requests' })) as { requests: LoggedRequest[] }).requests;
}

export async function localAwsFaults(dir: string): Promise<FaultSettings> {
  const { daemon } = await running(dir);
  return (await ask(daemon, { method: 'GET', path: '/_local/faults' })) as FaultSettings;
}

/** The last faults that were injected, the oldest first: calls to AWS and requests through gateways. */
export async function localAwsInjectedFaults(dir: string): Promise<readonly InjectedFault[]> {
  const { daemon } = await running(dir);
  return ((await ask(daemon, { method: 'GET', path: '/_local/faults/injected' })) as { injected: InjectedFault[] })
    .injected;
}

/** Replaces all rules; an empty list ends all faults. Rejects with the place of a mistake. */
export async function setLocalAwsFaults(
  dir: string,
  faults: readonly FaultRule[] | Partial<FaultSettings>,
): Promise<FaultSettings> {
  const { daemon } = await running(dir);
  return (await ask(daemon, { method: 'PUT', path: '/_local/faults', body: faults })) as FaultSettings;
}

/** Rings a rule or a schedule now; a rule with a pattern needs the event. Rejects with what there is when none is named so. */
export async function triggerLocalAws(dir: string, rule: string, event?: unknown): Promise<Triggered> {
  const { daemon } = await running(dir);
  const body = { rule, ...(event !== undefined && { event }) };
  return (await ask(daemon, { method: 'POST', path: '/_local/trigger', body })) as Triggered;
}
