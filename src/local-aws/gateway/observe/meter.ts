import type { World } from '../../kernel/world.ts';

const NAMESPACE = 'AWS/ApiGateway';
/** Requests are counted here and handed on together: a dozen samples for each would cost more than the request. */
const FLUSH_AFTER_MS = 200;

/** What is counted under one set of dimensions since the last flush. */
interface Tally {
  readonly dimensions: Readonly<Record<string, string>>;
  count: number;
  clientErrors: number;
  serverErrors: number;
  bytes: number;
  /** How many requests took so many ms. */
  latencies: Map<number, number>;
  integrationLatencies: Map<number, number>;
}

export interface Measured {
  readonly status: number;
  readonly latencyMs: number;
  readonly integrationLatencyMs: number | undefined;
  readonly bytes: number;
}

/** Counts under one set of dimensions. */
export type Meter = (measured: Measured) => void;

export interface Meters {
  /** To be kept: what one meter counts is handed on together. */
  readonly makeMeter: (dimensions: Readonly<Record<string, string>>) => Meter;
}

function emptyTally(dimensions: Tally['dimensions']): Tally {
  return {
    dimensions,
    count: 0,
    clientErrors: 0,
    serverErrors: 0,
    bytes: 0,
    latencies: new Map(),
    integrationLatencies: new Map(),
  };
}

function countIn(histogram: Map<number, number>, ms: number): void {
  const whole = Math.round(ms);
  histogram.set(whole, (histogram.get(whole) ?? 0) + 1);
}

function add(tally: Tally, { status, latencyMs, integrationLatencyMs, bytes }: Measured): void {
  tally.count++;
  tally.bytes += bytes;
  if (status >= 500) tally.serverErrors++;
  else if (status >= 400) tally.clientErrors++;
  countIn(tally.latencies, latencyMs);
  if (integrationLatencyMs !== undefined) countIn(tally.integrationLatencies, integrationLatencyMs);
}

/** A rate is the average of zeros and ones, as on AWS. */
function recordRate(world: World, metric: string, { dimensions, count }: Tally, errors: number): void {
  if (errors > 0) world.metrics.record(NAMESPACE, metric, dimensions, 1, 'Count', errors);
  if (count > errors) world.metrics.record(NAMESPACE, metric, dimensions, 0, 'Count', count - errors);
}

function recordAll(world: World, tally: Tally): void {
  const { dimensions, count } = tally;
  world.metrics.record(NAMESPACE, 'Count', dimensions, 1, 'Count', count);
  world.metrics.record(NAMESPACE, 'DataProcessed', dimensions, tally.bytes, 'Bytes');
  recordRate(world, '4xx', tally, tally.clientErrors);
  recordRate(world, '5xx', tally, tally.serverErrors);
  for (const [ms, times] of tally.latencies) {
    world.metrics.record(NAMESPACE, 'Latency', dimensions, ms, 'Milliseconds', times);
  }
  for (const [ms, times] of tally.integrationLatencies) {
    world.metrics.record(NAMESPACE, 'IntegrationLatency', dimensions, ms, 'Milliseconds', times);
  }
}

/** Hands what was counted to CloudWatch five times a second while requests come. */
export function startMeters(world: World): Meters {
  let due: Tally[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    world.noteUse();
    const flushed = due;
    due = [];
    for (const tally of flushed) recordAll(world, tally);
  };
  world.onStop(flush);
  return {
    makeMeter: (dimensions) => {
      let tally = emptyTally(dimensions);
      let round: Tally[] | undefined;
      return (measured) => {
        if (round !== due) {
          tally = emptyTally(dimensions);
          round = due;
          due.push(tally);
          timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
        }
        add(tally, measured);
      };
    },
  };
}
