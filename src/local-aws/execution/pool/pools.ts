import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Runnable } from '../../lambda/runnable.ts';
import type { LogSink, World } from '../../kernel/world.ts';
import { Environment } from '../environment/environment.ts';
import { environmentTmp, type EnvironmentMaker, type Identity } from '../environment/environment-maker.ts';
import { Watchdog } from '../environment/watchdog.ts';
import type { Job } from '../job.ts';
import { EnvironmentLog } from '../logging/environment-log.ts';
import { logStreamName } from '../logging/platform-lines.ts';
import type { ExecutionSettings } from '../settings.ts';
import { Pool } from './pool.ts';
import { createIdleMeter } from './scale-out.ts';
import { TmpWatch } from '../environment/tmp-watch.ts';
import { Upkeep } from './upkeep.ts';

const REAP_EVERY_MS = 10_000;
/** What is kept idle when the machine's memory runs out. */
const IDLE_UNDER_PRESSURE_MS = 20_000;
const LOW_MEMORY_SHARE = 0.08;

interface Kept {
  readonly pool: Pool;
  readonly functionName: string;
  readonly version: string;
}

/** All environments of one account and region. */
export class Pools {
  readonly #world: World;
  readonly #settings: ExecutionSettings;
  readonly #maker: EnvironmentMaker;
  readonly #root: string;
  readonly #pools = new Map<string, Kept>();
  readonly #upkeep = new Upkeep();
  readonly #watchdog = new Watchdog();
  readonly #idleShare = createIdleMeter();
  readonly #tmps = new Map<Environment, string>();
  readonly #removing = new Set<Promise<void>>();
  #reaper: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(world: World, settings: ExecutionSettings, parts: { maker: EnvironmentMaker; root: string }) {
    this.#world = world;
    this.#settings = settings;
    this.#maker = parts.maker;
    this.#root = parts.root;
  }

  submit(job: Job): void {
    this.#of(job.runnable).submit(job);
  }

  async provision(runnable: Runnable, count: number): Promise<void> {
    await this.#of(runnable).provision(count);
  }

  /** Lets go of what does not run `current`; of everything without it. */
  retire(
    functionName: string,
    { version, current }: { version?: string | undefined; current?: Runnable | undefined },
  ): void {
    for (const [key, kept] of this.#pools) {
      if (kept.functionName !== functionName || (version !== undefined && kept.version !== version)) continue;
      if (current && key === poolKey(current)) continue;
      kept.pool.retire();
      this.#pools.delete(key);
    }
  }

  /** Resolves when no process is left and all that is to be logged has been handed over. */
  async stop(): Promise<void> {
    clearInterval(this.#reaper);
    this.#upkeep.stop();
    for (const { pool } of this.#pools.values()) pool.stop();
    this.#pools.clear();
    await this.#watchdog.allGone();
    this.#watchdog.stop();
    await Promise.all(this.#removing);
    this.#stopped = true;
  }

  #of(runnable: Runnable): Pool {
    return this.#pools.get(poolKey(runnable))?.pool ?? this.#open(runnable);
  }

  #open(runnable: Runnable): Pool {
    const pool = new Pool({
      make: (owner, type) => this.#make(owner, runnable, type),
      active: (environment) => this.#upkeep.add(environment),
      remove: (environment) => this.#cleanUp(environment),
      maxEnvironments: this.#world.config.strictConcurrency ? Infinity : this.#settings.maxEnvironments,
      quickSlots: this.#world.config.strictConcurrency ? Infinity : this.#settings.quickSlots,
      idleShare: this.#idleShare,
    });
    const { functionName, version } = runnable;
    this.#pools.set(poolKey(runnable), { pool, functionName, version });
    this.#reaper ??= setInterval(() => this.#reap(), Math.min(REAP_EVERY_MS, this.#settings.idleMs)).unref();
    return pool;
  }

  #make(pool: Pool, runnable: Runnable, initializationType: Identity['initializationType']): Environment {
    const id = randomUUID().replaceAll('-', '');
    const tmp = environmentTmp(this.#root, id);
    const logStream = logStreamName(Date.now(), runnable.version, id);
    const identity = { id, logStream, initializationType, tmp };
    const log = new EnvironmentLog(this.#append, { group: runnable.logGroup, stream: logStream });
    const environment = new Environment({
      runnable,
      log,
      plan: (port) => this.#maker.plan(runnable, identity, port),
      watchdog: this.#watchdog,
      tmp: new TmpWatch(tmp, runnable.ephemeralStorageMb, (line) => log.line(line)),
      owner: pool,
      initLimitMs: this.#settings.initLimitMs,
      freeze: this.#settings.freeze,
    });
    this.#tmps.set(environment, tmp);
    return environment;
  }

  /** The sink is closed soon after the stop; a process's last words may come later still. */
  readonly #append: LogSink['append'] = (...entry) => {
    if (!this.#stopped) this.#world.logs.append(...entry);
  };

  #reap(): void {
    const pressed = freemem() < totalmem() * LOW_MEMORY_SHARE;
    const idleMs = pressed ? Math.min(IDLE_UNDER_PRESSURE_MS, this.#settings.idleMs) : this.#settings.idleMs;
    for (const [key, { pool }] of this.#pools) {
      pool.reap(performance.now() - idleMs);
      if (pool.size === 0) this.#pools.delete(key);
    }
    if (this.#pools.size > 0) return;
    clearInterval(this.#reaper);
    this.#reaper = undefined;
  }

  #cleanUp(environment: Environment): void {
    const tmp = this.#tmps.get(environment);
    this.#tmps.delete(environment);
    if (!tmp) return;
    const removing = this.#removeTmp(dirname(tmp)).finally(() => this.#removing.delete(removing));
    this.#removing.add(removing);
  }

  /** The process may be writing a last moment longer; what is left goes when the next server starts. */
  async #removeTmp(folder: string): Promise<void> {
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      return;
    }
  }
}

const keys = new WeakMap<Runnable, string>();

/** Functions of the same code and configuration share a key, and nothing else. */
function poolKey(runnable: Runnable): string {
  const known = keys.get(runnable);
  if (known !== undefined) return known;
  const made = `${runnable.functionName} ${runnable.key}`;
  keys.set(runnable, made);
  return made;
}
