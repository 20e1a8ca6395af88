import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ArtifactError, type ArtifactErrorCode } from '../artifact-error.ts';
import { makeTurns } from '../pack/turns.ts';
import { runDeflateTask, type DeflateReply, type DeflateTask } from './deflate-task.ts';
import { findWorkerSource } from './worker-source.ts';

/** A task; or, before the first of a tree, what was packed before. */
export type WorkerOrder =
  { readonly id: number; readonly task: DeflateTask } | { readonly indexes: readonly Uint8Array[] };

/** An order's reply, or why there is none. */
export interface WorkerAnswer {
  readonly id: number;
  readonly reply?: DeflateReply;
  readonly error?: {
    readonly code: ArtifactErrorCode;
    readonly message: string;
    readonly details: readonly string[];
    readonly next: readonly string[];
  };
}

/** Does tasks, in this thread or in others. */
export interface DeflateRunner {
  readonly run: (task: DeflateTask) => Promise<DeflateReply>;
  /** Tasks that are worth giving before the first one is back. */
  readonly width: number;
}

/** For what is so small that starting threads would take longer. */
export function runHere(indexes: readonly Uint8Array[]): DeflateRunner {
  return { run: async (task) => runDeflateTask(task, indexes), width: 1 };
}

/** Threads that are started once and used by one tree after the other. */
export interface DeflatePool {
  /** For the next tree, whose contents may lie in the zips of these indexes. */
  readonly use: (indexes: readonly Uint8Array[]) => DeflateRunner;
  readonly close: () => Promise<void>;
}

/** Orders per worker: while this thread packs something itself, the others do not run out of them. */
const ORDERS_AHEAD = 4;

/**
 * So many threads, this one among them: what the others have no room for is done here, so that no thread is started
 * only to give orders.
 */
export async function startThreads(threads: number): Promise<DeflatePool> {
  const { file, options } = await findWorkerSource();
  // Flags of this process (of a test runner, of a debugger) are not meant for these threads.
  const start = (): PoolWorker => new PoolWorker(new Worker(file, { ...options, execArgv: [] }));
  const workers = Array.from({ length: threads - 1 }, start);
  return {
    use: (indexes) => {
      for (const worker of workers) worker.use(indexes);
      return { run: shareOut(workers, indexes), width: threads * ORDERS_AHEAD * 2 };
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.end()))),
  };
}

function shareOut(workers: readonly PoolWorker[], indexes: readonly Uint8Array[]): DeflateRunner['run'] {
  const inTurn = makeTurns();
  const leastBusy = (): PoolWorker | undefined =>
    workers.filter(({ orders }) => orders < ORDERS_AHEAD).toSorted((a, b) => a.orders - b.orders)[0];
  return async (task) => {
    const worker = leastBusy();
    if (worker) return worker.order(task);
    const { reply } = await inTurn(async () => {
      // Answers that have come in the meantime are heard first: whoever gave one has room again.
      await setImmediate();
      return { reply: leastBusy()?.order(task) ?? runDeflateTask(task, indexes) };
    });
    return reply;
  };
}

interface Waiting {
  readonly resolve: (reply: DeflateReply) => void;
  readonly reject: (error: unknown) => void;
}

/** One thread and the orders that it has not answered yet. */
class PoolWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Why the thread is gone. */
  #gone: unknown;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => this.#receive(answer));
    worker.on('error', (error) => this.#leave(error));
    // Without an error: whoever waits would hear nothing, and the process would end as if all were done.
    worker.on('exit', (code) => this.#leave(new Error(`a thread that packs files ended early, with code ${code}`)));
  }

  get orders(): number {
    return this.#waiting.size;
  }

  use(indexes: readonly Uint8Array[]): void {
    this.#send({ indexes });
  }

  order(task: DeflateTask): Promise<DeflateReply> {
    this.#lastId += 1;
    const order = { id: this.#lastId, task };
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
      if (this.#gone) this.#leave(this.#gone);
      else this.#send(order);
    });
  }

  #send(order: WorkerOrder): void {
    this.#worker.postMessage(order, []);
  }

  async end(): Promise<void> {
    this.#leave(new Error('the pool was closed'));
    await this.#worker.terminate();
  }

  #receive({ id, reply, error }: WorkerAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (reply) waiting?.resolve(reply);
    else if (error) waiting?.reject(new ArtifactError(error.code, error.message, error.details, { next: error.next }));
  }

  #leave(error: unknown): void {
    this.#gone ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }
}
