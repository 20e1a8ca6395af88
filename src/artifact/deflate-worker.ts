import { parentPort } from 'node:worker_threads';
import { ArtifactError } from './artifact-error.ts';
import { runDeflateTask, type DeflateReply, type DeflateTask } from './zip/deflate-task.ts';
import type { WorkerAnswer, WorkerOrder } from './zip/deflate-pool.ts';

// The entry of a worker thread: an order in, an answer out, until the pool ends it.
const port = parentPort;
if (!port) throw new Error('deflate-worker runs as a worker thread only');
let indexes: readonly Uint8Array[] = [];

port.on('message', (order: WorkerOrder) => {
  if ('indexes' in order) {
    ({ indexes } = order);
    return;
  }
  const answer = answerOf(order.id, order.task);
  const data = answer.reply?.data.buffer;
  port.postMessage(answer, data instanceof ArrayBuffer && data.byteLength > 0 ? [data] : []);
});

function answerOf(id: number, task: DeflateTask): WorkerAnswer {
  try {
    return { id, reply: ownMemory(runDeflateTask(task, indexes)) };
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return { id, error: { code: error.code, message: error.message, details: error.details, next: error.next } };
  }
}

/** Only a buffer of its own may be handed over: a slice of Node's pool would take others' data along. */
function ownMemory(reply: DeflateReply): DeflateReply {
  const { data } = reply;
  return data.byteLength === data.buffer.byteLength ? reply : { ...reply, data: Uint8Array.from(data) };
}
