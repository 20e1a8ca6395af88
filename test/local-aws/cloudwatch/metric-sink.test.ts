import { startMetricSink } from '../../../src/local-aws/cloudwatch/metric-sink.ts';
import type { WorldBase } from '../../../src/local-aws/kernel/world.ts';

/** A sink whose clock stands where the test puts it; seconds. */
function sinkAt(): { sink: ReturnType<typeof startMetricSink>; set: (second: number) => void } {
  let now = 0;
  const clock = { now: () => now * 1000 } as WorldBase['clock'];
  const set = (second: number): void => void (now = second);
  return { sink: startMetricSink({ clock, onStop: (_stop) => undefined } as WorldBase), set };
}

test('samples of one second are one bucket, and a sample may stand for many', () => {
  const { sink, set } = sinkAt();
  set(100);
  sink.record('N', 'm', { A: '1', B: '2' }, 4);
  sink.record('N', 'm', { B: '2', A: '1' }, 1, 'Count', 3);
  const [series, ...others] = sink.series();
  expect(others).toEqual([]);
  expect(series?.buckets.get(100)).toMatchObject({ count: 4, sum: 7, minimum: 1, maximum: 4, sample: [4, 1, 1, 1] });
});

test('seconds are folded into minutes when they age, and forgotten after a day', () => {
  const { sink, set } = sinkAt();
  for (const second of [60, 61, 119, 120]) {
    set(second);
    sink.record('N', 'm', {}, second);
  }
  set(2000);
  sink.record('N', 'm', {}, 1);
  expect([...(sink.series()[0]?.buckets ?? [])].map(([at, { count }]) => [at, count])).toEqual([
    [60, 3],
    [120, 1],
    [2000, 1],
  ]);
  set(90_000);
  sink.record('N', 'm', {}, 1);
  expect([...(sink.series()[0]?.buckets.keys() ?? [])]).toEqual([90_000]);
});

test('a busy second keeps a sample of bounded size', () => {
  const { sink, set } = sinkAt();
  set(1);
  for (let value = 0; value < 10_000; value++) sink.record('N', 'm', {}, value);
  const bucket = sink.series()[0]?.buckets.get(1);
  expect(bucket?.count).toBe(10_000);
  expect(bucket?.sample).toHaveLength(100);
});
