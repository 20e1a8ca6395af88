import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Reads `+pid` and `-pid` lines; when the pipe closes, because whoever held it has died, kills the groups that are left.
 * A frozen process cannot notice the closed socket itself, and foreign runtimes do not look.
 */
const SCRIPT = `
pids=" "
while read -r line; do
  pid=\${line#?}
  case $line in
    +*) pids="$pids$pid ";;
    -*) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }";; esac;;
  esac
done
for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null; done
`;

/** A function that fails again and again must not cost a shell each time. */
const REST_AFTER_MS = 10_000;

/** Sees to it that no environment outlives the server, not even when that is killed with SIGKILL. */
export class Watchdog {
  #shell: ChildProcess | undefined;
  #rest: NodeJS.Timeout | undefined;
  readonly #watched = new Set<number>();
  readonly #restAfterMs: number;

  constructor(restAfterMs = REST_AFTER_MS) {
    this.#restAfterMs = restAfterMs;
  }

  watch(pid: number): void {
    clearTimeout(this.#rest);
    this.#watched.add(pid);
    if (this.#shell) this.#tell(`+${pid}`);
    else this.#start();
  }

  forget(pid: number): void {
    this.#watched.delete(pid);
    this.#tell(`-${pid}`);
    if (this.#watched.size > 0) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.stop(), this.#restAfterMs).unref();
  }

  /** Resolves when every process has ended, or cannot be waited for any longer. */
  async allGone(): Promise<void> {
    for (let looks = 0; this.#watched.size > 0 && looks < 200; looks++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    // What they printed and posted last is handled in the turn after.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** The processes watched are killed. */
  stop(): void {
    clearTimeout(this.#rest);
    this.#watched.clear();
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #start(): void {
    const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {} });
    this.#shell = shell;
    shell.unref();
    // The watchdog never keeps the server alive.
    if (shell.stdin instanceof Socket) shell.stdin.unref();
    const lost = (): void => {
      if (this.#shell === shell) this.#shell = undefined;
    };
    shell.on('error', lost);
    shell.on('exit', lost);
    shell.stdin?.on('error', lost);
    for (const pid of this.#watched) this.#tell(`+${pid}`);
  }

  #tell(line: string): void {
    if (this.#shell?.stdin?.writable) this.#shell.stdin.write(`${line}\n`);
  }
}
