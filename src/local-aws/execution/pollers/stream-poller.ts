import type { World } from '../../kernel/world.ts';
import { eventSourceMappings, settingsToPoll } from '../../lambda/event-source-rows.ts';
import { findStreamSource } from '../../streaming/stream-source.ts';
import { onRecords } from '../../streaming/wake.ts';
import { ShardReader, type Mapping } from './shard-reader.ts';

const LOG_GROUP = '/local-aws/event-sources';
const TRY_AGAIN_MS = 1000;

/** One event source mapping of a stream: a reader for each shard, woken by what is written. */
export class StreamPoller {
  readonly #world: World;
  readonly #uuid: string;
  readonly #ended: () => void;
  #stopped = false;
  #wakes = new Set<() => void>();
  #forget: () => void = () => undefined;

  constructor(world: World, uuid: string, ended: () => void) {
    this.#world = world;
    this.#uuid = uuid;
    this.#ended = ended;
  }

  start(): void {
    const arn = eventSourceMappings(this.#world).get(this.#uuid)?.eventSourceArn ?? '';
    this.#forget = onRecords(this.#world, arn, () => this.look());
    void this.#run(arn);
  }

  stop(): void {
    this.#stopped = true;
    this.look();
  }

  /** Wakes the readers: there are records, or other settings. */
  look(): void {
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }

  async #run(arn: string): Promise<void> {
    // A stream that is not there yet, or is made again, wakes the poller with its first record.
    while (this.#mapping() && !findStreamSource(this.#world, arn)) await this.#wait();
    const shards = findStreamSource(this.#world, arn)?.shards ?? [];
    await Promise.all(shards.map((_, index) => this.#read(index)));
    this.#forget();
    this.#ended();
  }

  /** What a reader cannot get over is a bug of the local AWS: it is said where people look, and tried again. */
  async #read(index: number): Promise<void> {
    const find = (): Mapping | undefined => this.#mapping();
    const reader = new ShardReader(this.#world, { find, index, wait: (ms) => this.#wait(ms) });
    for (;;) {
      try {
        await reader.run();
        return;
      } catch (error) {
        if (this.#stopped) return;
        const message = `Shard ${index}: ${(error as Error).stack ?? String(error)}`;
        this.#world.logs.append(LOG_GROUP, this.#uuid, [{ timestamp: this.#world.clock.now(), message }]);
        await this.#wait(TRY_AGAIN_MS);
      }
    }
  }

  /** Undefined: nothing is to be read any more. */
  #mapping(): Mapping | undefined {
    const row = this.#stopped ? undefined : eventSourceMappings(this.#world).get(this.#uuid);
    const settings = row && settingsToPoll(row);
    return row && settings && { uuid: row.uuid, streamArn: row.eventSourceArn, settings };
  }

  /** Until something happens, or for that long. */
  #wait(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(done, ms).unref();
      const wakes = this.#wakes;
      function done(): void {
        clearTimeout(timer);
        wakes.delete(done);
        resolve();
      }
      wakes.add(done);
    });
  }
}
