import type { World } from '../../kernel/world.ts';
import { eventSourceMappings, type EventSourceSettings } from '../../lambda/event-source-rows.ts';
import { positionOf, setPosition } from '../../lambda/stream-positions.ts';
import type { LogRecord } from '../../streaming/record-log.ts';
import { findStreamSource, type ShardSource, type StreamSource } from '../../streaming/stream-source.ts';
import { StreamBatch } from './stream-batch.ts';

/** A mapping that is switched on, as of now. */
export interface Mapping {
  readonly uuid: string;
  readonly streamArn: string;
  readonly settings: EventSourceSettings;
}

interface Surroundings {
  readonly find: () => Mapping | undefined;
  /** The shard's place in the stream. */
  readonly index: number;
  readonly wait: (ms?: number) => Promise<void>;
}

/** Reads one shard for one mapping, batch after batch: what is not done holds up what comes after it. */
export class ShardReader {
  readonly #world: World;
  readonly #surroundings: Surroundings;

  constructor(world: World, surroundings: Surroundings) {
    this.#world = world;
    this.#surroundings = surroundings;
  }

  async run(): Promise<void> {
    const { find, wait } = this.#surroundings;
    for (let mapping = find(); mapping; mapping = find()) {
      const found = this.#shard(mapping);
      const records = found ? await this.#collect(mapping, found.shard) : [];
      const current = find();
      if (!current) return;
      if (!found || records.length === 0) await wait();
      else await this.#process(current, found, records);
    }
  }

  #shard({ streamArn }: Mapping): { source: StreamSource; shard: ShardSource } | undefined {
    const source = findStreamSource(this.#world, streamArn);
    const shard = source?.shards[this.#surroundings.index];
    return source && shard && { source, shard };
  }

  #read({ uuid, settings }: Mapping, shard: ShardSource): readonly LogRecord<unknown>[] {
    shard.trim();
    return shard.log.read(positionOf(this.#world, uuid, shard.shardId), settings.batchSize);
  }

  /** A first record opens the window; the batch is handed over when it is full or the window closes. */
  async #collect(mapping: Mapping, shard: ShardSource): Promise<readonly LogRecord<unknown>[]> {
    const { clock } = this.#world;
    let records = this.#read(mapping, shard);
    const until = clock.now() + mapping.settings.batchingWindowSeconds * 1000;
    while (records.length > 0 && records.length < mapping.settings.batchSize && clock.now() < until) {
      await this.#surroundings.wait(until - clock.now());
      if (!this.#surroundings.find()) return [];
      records = this.#read(mapping, shard);
    }
    return records;
  }

  async #process(
    { uuid, streamArn }: Mapping,
    { source, shard }: { source: StreamSource; shard: ShardSource },
    records: readonly LogRecord<unknown>[],
  ): Promise<void> {
    const { find, wait } = this.#surroundings;
    const done = (sequence: string): void => {
      // A batch may outlive its mapping, whose positions are gone then.
      if (eventSourceMappings(this.#world).has(uuid)) setPosition(this.#world, uuid, shard.shardId, sequence);
    };
    const batch = new StreamBatch(this.#world, { uuid, streamArn, source, shard, done, wait, find });
    await batch.run(records);
  }
}
