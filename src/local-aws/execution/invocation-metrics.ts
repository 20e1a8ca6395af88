import type { MetricSink } from '../kernel/world.ts';
import type { Runnable } from '../lambda/runnable.ts';

const FLUSH_AFTER_MS = 250;

interface Counted {
  readonly dimensions: readonly Readonly<Record<string, string>>[];
  throttles: number;
  errors: number;
  mostConcurrent: number;
  /** Milliseconds -> how often. */
  readonly durations: Map<number, number>;
}

/** Counts in memory what happened to each resource, and hands it on in bulk: this lies on the path of every invocation. */
export class InvocationMetrics {
  readonly #sink: MetricSink;
  readonly #counted = new Map<Runnable, Counted>();
  #mostConcurrent = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: MetricSink) {
    this.#sink = sink;
  }

  started(runnable: Runnable, concurrent: { readonly ofFunction: number; readonly ofAccount: number }): void {
    const counted = this.#of(runnable);
    if (concurrent.ofFunction > counted.mostConcurrent) counted.mostConcurrent = concurrent.ofFunction;
    if (concurrent.ofAccount > this.#mostConcurrent) this.#mostConcurrent = concurrent.ofAccount;
  }

  ended(runnable: Runnable, { durationMs, failed }: { readonly durationMs: number; readonly failed: boolean }): void {
    const counted = this.#of(runnable);
    const rounded = threeDigits(durationMs);
    counted.durations.set(rounded, (counted.durations.get(rounded) ?? 0) + 1);
    if (failed) counted.errors++;
  }

  throttled(runnable: Runnable): void {
    this.#of(runnable).throttles++;
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const counted of this.#counted.values())
      for (const dimensions of counted.dimensions) this.#write(counted, dimensions);
    if (this.#mostConcurrent > 0)
      this.#sink.record('AWS/Lambda', 'ConcurrentExecutions', {}, this.#mostConcurrent, 'Count');
    this.#counted.clear();
    this.#mostConcurrent = 0;
  }

  #of(runnable: Runnable): Counted {
    let counted = this.#counted.get(runnable);
    if (counted) return counted;
    counted = {
      dimensions: dimensionsOf(runnable),
      throttles: 0,
      errors: 0,
      mostConcurrent: 0,
      durations: new Map(),
    };
    this.#counted.set(runnable, counted);
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS).unref();
    return counted;
  }

  #write(counted: Counted, dimensions: Readonly<Record<string, string>>): void {
    const record = (metric: string, value: number, unit: string, count: number): void => {
      if (count > 0) this.#sink.record('AWS/Lambda', metric, dimensions, value, unit, count);
    };
    let invocations = 0;
    for (const [duration, count] of counted.durations) {
      invocations += count;
      record('Duration', duration, 'Milliseconds', count);
    }
    record('Invocations', 1, 'Count', invocations);
    // A 0 for each that went well: the average is the error rate.
    record('Errors', 0, 'Count', invocations - counted.errors);
    record('Errors', 1, 'Count', counted.errors);
    record('Throttles', 0, 'Count', invocations);
    record('Throttles', 1, 'Count', counted.throttles);
    record('ConcurrentExecutions', counted.mostConcurrent, 'Count', counted.mostConcurrent > 0 ? 1 : 0);
  }
}

/**
 * By function; by resource, which is the function with the qualifier that was asked for; for an alias also by the
 * version that ran. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
 */
function dimensionsOf({ functionName, invokedFunctionArn, version }: Runnable): Readonly<Record<string, string>>[] {
  const resource = invokedFunctionArn.slice(invokedFunctionArn.indexOf(':function:') + ':function:'.length);
  const byResource = { FunctionName: functionName, Resource: resource };
  const isAlias = resource !== functionName && resource !== `${functionName}:${version}`;
  return [
    { FunctionName: functionName },
    byResource,
    ...(isAlias ? [{ ...byResource, ExecutedVersion: version }] : []),
  ];
}

function threeDigits(value: number): number {
  if (value <= 0) return 0;
  let scale = 1;
  while (value * scale < 100) scale *= 10;
  while (value * scale >= 1000) scale /= 10;
  return Math.round(value * scale) / scale;
}
