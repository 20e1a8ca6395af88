import type { Params } from '../kernel/operation.ts';
import { stringOf } from '../kernel/members.ts';
import type { World } from '../kernel/world.ts';
import { LiveQueue } from './live-queue.ts';
import { messages, queues, type QueueRow } from './queue-rows.ts';
import { missingParameter, queueDoesNotExist } from './sqs-error.ts';

const live = new WeakMap<World, Map<string, LiveQueue>>();

/** The queue that `QueueUrl` names. Only the last segment counts: the endpoint's port may be another since the URL was made. */
export function findQueue(params: Params, world: World): QueueRow {
  const url = stringOf(params, 'QueueUrl');
  if (!url) throw missingParameter('QueueUrl');
  const queue = queues(world).get(url.split('/').at(-1) as string);
  if (!queue) throw queueDoesNotExist();
  return queue;
}

export function findQueueByArn(world: World, arn: string): QueueRow | undefined {
  return queues(world).get(arn.split(':').at(-1) as string);
}

/** The messages of a queue that exists; loaded from the store once. */
export function liveQueue(world: World, name: string): LiveQueue {
  const all = live.get(world) ?? loadAll(world);
  let queue = all.get(name);
  if (!queue) all.set(name, (queue = new LiveQueue(messages(world))));
  return queue;
}

export function forgetLiveQueue(world: World, name: string): void {
  live.get(world)?.delete(name);
}

function loadAll(world: World): Map<string, LiveQueue> {
  const all = new Map<string, LiveQueue>();
  live.set(world, all);
  for (const row of messages(world).values()) liveQueue(world, row.queue).restore(row);
  return all;
}
