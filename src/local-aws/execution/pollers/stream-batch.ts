import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { InvocationResult, World } from '../../kernel/world.ts';
import { findQualified } from '../../lambda/find-version.ts';
import { setLastResult } from '../../lambda/stream-positions.ts';
import type { LogRecord } from '../../streaming/record-log.ts';
import type { ShardSource, StreamSource } from '../../streaming/stream-source.ts';
import { failedIds } from './batch-outcome.ts';
import { discard, type Discarded } from './discarded-batch.ts';
import type { Mapping } from './shard-reader.ts';
import { makeStreamFilter } from './stream-filter.ts';

const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024 - 64;
const LONGEST_WAIT = 100;

interface Surroundings {
  readonly uuid: string;
  readonly streamArn: string;
  readonly source: StreamSource;
  readonly shard: ShardSource;
  /** Everything up to that record is done with. */
  readonly done: (sequence: string) => void;
  readonly find: () => Mapping | undefined;
  readonly wait: (ms?: number) => Promise<void>;
}

interface Piece {
  readonly records: readonly LogRecord<unknown>[];
  readonly tries: number;
}

/** What one call made of a piece: nothing is left of it, or this is. */
type Outcome = readonly Piece[];

/** Takes one batch through: filtered, cut to size, retried, split, given up. */
export class StreamBatch {
  readonly #world: World;
  readonly #at: Surroundings;
  /** Throttles in a row: no tries, but each is waited for longer. */
  #refusals = 0;

  constructor(world: World, surroundings: Surroundings) {
    this.#world = world;
    this.#at = surroundings;
  }

  /** Resolves when all is done, or when the mapping was switched off: what is left then is read again. */
  async run(records: readonly LogRecord<unknown>[]): Promise<void> {
    let pieces: readonly Piece[] = [{ records, tries: 0 }];
    for (let piece = pieces[0]; piece; piece = pieces[0]) {
      const mapping = this.#at.find();
      if (!mapping) return;
      pieces = [...(await this.#handle(mapping, piece)), ...pieces.slice(1)];
    }
  }

  async #handle(mapping: Mapping, piece: Piece): Promise<Outcome> {
    const young = await this.#withoutOld(mapping, piece);
    const [fitting, rest] = this.#fit(mapping, young);
    if (fitting.length === 0) return this.#finish(piece.records, []);
    const result = await this.#invoke(mapping, fitting);
    if (result === 'later') return [{ ...piece, records: young }];
    this.#refusals = 0;
    const left = this.#leftOf(mapping, fitting, result);
    const after = rest.length > 0 ? [{ records: rest, tries: 0 }] : [];
    setLastResult(this.#world, this.#at.uuid, left.length === 0 ? 'OK' : 'PROBLEM: Function call failed');
    if (left.length === 0) return this.#finish(rest.length > 0 ? fitting : piece.records, after);
    return [...(await this.#retry(mapping, { left, piece, fitting, result })), ...after];
  }

  #finish(records: readonly LogRecord<unknown>[], next: Outcome): Outcome {
    const last = records.at(-1);
    if (last) this.#at.done(last.sequence);
    return next;
  }

  /** The first part that fits into one event; filtered records take no room. */
  #fit(
    { settings }: Mapping,
    records: readonly LogRecord<unknown>[],
  ): [readonly LogRecord<unknown>[], readonly LogRecord<unknown>[]] {
    const { show } = this.#at.shard;
    const matches = makeStreamFilter(settings.filters);
    const wanted = records.filter((record) => matches(show(record)));
    let bytes = 0;
    const end = wanted.findIndex(
      (record) => (bytes += JSON.stringify(show(record)).length + 256) > PAYLOAD_LIMIT_BYTES,
    );
    return end <= 0 ? [wanted, []] : [wanted.slice(0, end), wanted.slice(end)];
  }

  async #withoutOld(mapping: Mapping, { records, tries }: Piece): Promise<readonly LogRecord<unknown>[]> {
    const { maximumRecordAgeSeconds: age = -1 } = mapping.settings.stream ?? {};
    if (age < 0) return records;
    const oldest = this.#world.clock.now() - age * 1000;
    const old = records.filter(({ at }) => at < oldest);
    if (old.length === 0) return records;
    await this.#giveUp(mapping, { records: old, condition: 'RecordAgeExceeded', tries });
    return records.filter(({ at }) => at >= oldest);
  }

  /** `later`: nothing was run, for a reason that may pass. */
  async #invoke(
    { settings, streamArn }: Mapping,
    records: readonly LogRecord<unknown>[],
  ): Promise<InvocationResult | 'later' | undefined> {
    const { functionName, qualifier } = settings;
    try {
      const { version } = findQualified(this.#world, {
        name: functionName,
        ...(qualifier !== undefined && { qualifier }),
      });
      const identity = this.#at.source.kind === 'kinesis' ? { invokeIdentityArn: version.configuration.role } : {};
      const Records = records.map((record) => ({
        ...this.#at.shard.show(record),
        ...identity,
        eventSourceARN: streamArn,
      }));
      return await this.#world.invoker.invoke({
        functionName,
        ...(qualifier !== undefined && { qualifier }),
        payload: Buffer.from(JSON.stringify({ Records })),
        requestId: randomUUID(),
        type: 'RequestResponse',
        source: this.#at.source.kind,
      });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.status !== 429 && error.status !== 409) return undefined;
      await this.#pause(++this.#refusals);
      return 'later';
    }
  }

  /** Those from the first that failed on; order is kept, so what comes after it is not done either. */
  #leftOf(
    { settings }: Mapping,
    records: readonly LogRecord<unknown>[],
    result: InvocationResult | undefined,
  ): readonly LogRecord<unknown>[] {
    if (!result || result.functionError) return records;
    if (!settings.reportBatchItemFailures) return [];
    const failed = failedIds(
      result.payload,
      records.map(({ sequence }) => sequence),
    );
    const first = records.findIndex(({ sequence }) => failed.has(sequence));
    return first < 0 ? [] : records.slice(first);
  }

  async #retry(
    mapping: Mapping,
    failure: {
      readonly left: readonly LogRecord<unknown>[];
      readonly piece: Piece;
      readonly fitting: readonly LogRecord<unknown>[];
      readonly result: InvocationResult | undefined;
    },
  ): Promise<Outcome> {
    const { left, piece, fitting, result } = failure;
    const { maximumRetryAttempts: most = -1, bisects = false } = mapping.settings.stream ?? {};
    const tries = piece.tries + 1;
    if (left.length < fitting.length) this.#finish(fitting.slice(0, fitting.length - left.length), []);
    // Splitting a batch is no retry: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
    const isWhole = left.length === fitting.length;
    if (bisects && isWhole && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      return [left.slice(0, middle), left.slice(middle)].map((records) => ({ records, tries: piece.tries }));
    }
    if (most >= 0 && tries > most) {
      await this.#giveUp(mapping, {
        records: left,
        condition: 'RetryAttemptsExhausted',
        tries,
        ...(result && { result }),
      });
      return this.#finish(left, []);
    }
    await this.#pause(tries);
    return [{ records: left, tries }];
  }

  async #giveUp(mapping: Mapping, discarded: Discarded): Promise<void> {
    const { streamArn, source, shard } = this.#at;
    await discard(this.#world, mapping, { ...discarded, streamArn, kind: source.kind, shardId: shard.shardId });
  }

  async #pause(tries: number): Promise<void> {
    const base = this.#world.clock.duration('lambda.stream-retry');
    const until = this.#world.clock.now() + base * Math.min(2 ** (tries - 1), LONGEST_WAIT);
    // New records wake too; only the end of the mapping ends the pause.
    while (this.#at.find() && this.#world.clock.now() < until) await this.#at.wait(until - this.#world.clock.now());
  }
}
