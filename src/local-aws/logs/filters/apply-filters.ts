import type { KeptLogEvent, World, WrittenLog } from '../../kernel/world.ts';
import { makeMatcher } from '../filter-pattern.ts';
import { countMatches } from './count-matches.ts';
import { deliverEvents } from './deliver-events.ts';
import { recordEmbeddedMetrics } from './embedded-metrics.ts';
import { filtersOf, metricFilters, subscriptionFilters } from './filter-rows.ts';

/** Some events of one stream, as they were written. */
export interface Batch {
  readonly group: string;
  readonly stream: string;
  readonly events: readonly KeptLogEvent[];
}

/**
 * Embedded metrics are taken out, metric filters count what is written, subscription filters hand it on. Most groups have
 * none of them, and then the events are not looked at.
 */
export function applyFilters(world: World, place: Omit<Batch, 'events'>, written: WrittenLog): void {
  const counting = filtersOf(metricFilters(world.store), place.group);
  const subscribed = filtersOf(subscriptionFilters(world.store), place.group);
  if (counting.length + subscribed.length === 0 && !written.includes('_aws')) return;
  const all = written.events();
  recordEmbeddedMetrics(world, all);
  for (const filter of counting) countMatches(world, filter, all);
  for (const filter of subscribed) {
    const matches = makeMatcher(filter.filterPattern);
    const events = all.filter(({ message }) => matches(message));
    if (events.length > 0) void deliverEvents(world, filter, { ...place, events });
  }
}
