import type { LogEvent, World } from '../../kernel/world.ts';
import { makeMatcher } from '../filter-pattern.ts';
import type { MetricFilterRow, MetricTransformation } from './filter-rows.ts';

/** `$.latency.ms` of a JSON event. */
function fieldOf(message: string, selector: string): unknown {
  try {
    const names = selector.replace(/^\$\.?/, '').split('.');
    return names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], JSON.parse(message));
  } catch {
    return undefined;
  }
}

function valueOf(message: string, { metricValue }: MetricTransformation): number | undefined {
  const given = metricValue.startsWith('$') ? fieldOf(message, metricValue) : metricValue;
  const value = Number(given ?? NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** Undefined when a field is missing: such an event counts nowhere. */
function dimensionsOf(message: string, { dimensions = {} }: MetricTransformation): Record<string, string> | undefined {
  const values = Object.entries(dimensions).map(([name, selector]) => [name, fieldOf(message, selector)] as const);
  if (values.some(([, value]) => value === undefined || typeof value === 'object')) return undefined;
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}

function record(world: World, to: MetricTransformation, message: string): void {
  const [value, dimensions] = [valueOf(message, to), dimensionsOf(message, to)];
  if (value === undefined || !dimensions) return;
  world.metrics.record(to.metricNamespace, to.metricName, dimensions, value, to.unit);
}

/** The default value stands for events that do not match. */
export function countMatches(world: World, filter: MetricFilterRow, events: readonly LogEvent[]): void {
  const matches = makeMatcher(filter.filterPattern);
  const found = events.filter(({ message }) => matches(message));
  for (const to of filter.metricTransformations) {
    for (const { message } of found) record(world, to, message);
    if (found.length > 0 || to.defaultValue === undefined) continue;
    world.metrics.record(to.metricNamespace, to.metricName, {}, to.defaultValue, to.unit);
  }
}
