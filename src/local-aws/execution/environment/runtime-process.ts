import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { RuntimeApi } from '../runtime-api/runtime-api.ts';
import { unwrapExit, type ExitReason } from './exit-reason.ts';
import type { Command } from './isolation.ts';
import { MemoryGauge } from './memory.ts';
import type { Watchdog } from './watchdog.ts';

export interface ProcessListener {
  readonly output: (bytes: Buffer) => void;
  /** Once, after all that the process had written and posted has been read. */
  readonly ended: (reason: ExitReason) => void;
}

export interface ProcessPlan {
  readonly command: Command;
  readonly env: Readonly<Record<string, string>>;
  /** Inside bubblewrap. */
  readonly wrapped: boolean;
  /** The local AWS's own runtime: it is handed a connection to its Runtime API. */
  readonly ownRuntime: boolean;
  /** A line for the log: what will not work here. */
  readonly note: string;
  /** Of the Node.js or Python that runs it. */
  readonly runtimeVersion: string;
}

/** One operating system process (with whatever it starts) that speaks to one Runtime API. */
export class RuntimeProcess {
  readonly #child: ChildProcess;
  readonly #api: RuntimeApi;
  readonly #watchdog: Watchdog;
  readonly #memory: MemoryGauge;
  #frozen = false;
  #peakBytes = 0;
  #ended = false;

  constructor(plan: ProcessPlan, api: RuntimeApi, watchdog: Watchdog, listener: ProcessListener) {
    const { file, args, cwd } = plan.command;
    this.#api = api;
    this.#watchdog = watchdog;
    // A group of its own: signals reach what the function started too, and Ctrl-C on the terminal does not reach it.
    const stdio = ['ignore', 'pipe', 'pipe', ...(plan.ownRuntime ? ['pipe' as const] : [])] as const;
    this.#child = spawn(file, args, { cwd, env: plan.env, stdio: [...stdio], detached: true });
    this.#memory = new MemoryGauge(this.#child.pid ?? 0, plan);
    const given = this.#child.stdio[3];
    if (given instanceof Socket) api.adopt(given);
    this.#child.stdout?.on('data', listener.output);
    this.#child.stderr?.on('data', listener.output);
    const end = (reason: ExitReason): void => {
      if (this.#ended) return;
      this.#ended = true;
      // What it posted and printed last may be read in this very turn of the loop, after its exit was seen.
      setImmediate(() => {
        this.#cleanUp();
        listener.ended(plan.wrapped ? unwrapExit(reason) : reason);
      });
    };
    this.#child.on('exit', (code, signal) => end({ code, signal }));
    this.#child.on('error', (error) => {
      listener.output(Buffer.from(`${error.message}\n`));
      end({ code: 127, signal: null });
    });
    if (this.#child.pid !== undefined) watchdog.watch(this.#child.pid);
  }

  freeze(): void {
    this.#frozen = this.#signal('SIGSTOP');
  }

  thaw(): void {
    if (this.#frozen) this.#signal('SIGCONT');
    this.#frozen = false;
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  /** Resident memory of the function's process now, in bytes; 0 when it cannot be told. */
  measure(): number {
    const bytes = this.#memory.read() ?? 0;
    if (bytes > this.#peakBytes) this.#peakBytes = bytes;
    return bytes;
  }

  /** The most that was measured; measured now when it never was. */
  peakBytes(): number {
    return this.#peakBytes || this.measure();
  }

  #signal(signal: NodeJS.Signals): boolean {
    if (this.#ended || this.#child.pid === undefined) return false;
    try {
      return process.kill(-this.#child.pid, signal);
    } catch {
      // It ended between the last look and now; its exit event is on the way.
      return false;
    }
  }

  #cleanUp(): void {
    this.#api.close();
    this.#memory.close();
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    if (this.#child.pid === undefined) return;
    this.#watchdog.forget(this.#child.pid);
    try {
      // Processes that the function left behind.
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // None.
    }
  }
}
