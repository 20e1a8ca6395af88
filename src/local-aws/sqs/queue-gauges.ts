import type { World } from '../kernel/world.ts';
import { liveQueue } from './find-queue.ts';
import { queues } from './queue-rows.ts';

interface Watch {
  readonly timer: NodeJS.Timeout;
  /** Queues that were not empty the last time: their return to zero is told once. */
  readonly active: Set<string>;
}

const watches = new WeakMap<World, Watch>();

/** Measures the depth of queues from time to time, as long as there are any; to be called at the start and when one is made. */
export function watchQueues(world: World): void {
  if (watches.has(world) || queues(world).keys().length === 0) return;
  const timer = setInterval(() => measureAll(world), world.clock.duration('sqs.gauges')).unref();
  watches.set(world, { timer, active: new Set() });
  world.onStop(() => clearInterval(timer));
}

function measureAll(world: World): void {
  const watch = watches.get(world);
  for (const name of queues(world).keys()) {
    const isActive = measure(world, name, watch?.active.has(name) ?? false);
    if (isActive) watch?.active.add(name);
    else watch?.active.delete(name);
  }
}

/** Idle queues have no data, as on AWS after some hours without messages. */
function measure(world: World, name: string, wasActive: boolean): boolean {
  const now = world.clock.now();
  const live = liveQueue(world, name);
  const { visible, inFlight, delayed } = live.counts(now);
  const isActive = visible + inFlight + delayed > 0;
  if (!isActive && !wasActive) return false;
  const record = (metric: string, value: number, unit = 'Count'): void =>
    world.metrics.record('AWS/SQS', metric, { QueueName: name }, value, unit);
  record('ApproximateNumberOfMessagesVisible', visible);
  record('ApproximateNumberOfMessagesNotVisible', inFlight);
  record('ApproximateNumberOfMessagesDelayed', delayed);
  record('ApproximateAgeOfOldestMessage', Math.floor((now - (live.oldestSentAt() ?? now)) / 1000), 'Seconds');
  return isActive;
}
