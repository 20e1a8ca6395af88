import type { KeptLogEvent, World } from '../../kernel/world.ts';
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

/** Embedded metrics are taken out, metric filters count what is written, subscription filters hand it on. */
export function applyFilters(world: World, batch: Batch): void {
  recordEmbeddedMetrics(world, batch.events);
  for (const filter of filtersOf(metricFilters(world.store), batch.group)) countMatches(world, filter, batch.events);
  for (const filter of filtersOf(subscriptionFilters(world.store), batch.group)) {
    const matches = makeMatcher(filter.filterPattern);
    const events = batch.events.filter(({ message }) => matches(message));
    if (events.length > 0) void deliverEvents(world, filter, { ...batch, events });
  }
}
