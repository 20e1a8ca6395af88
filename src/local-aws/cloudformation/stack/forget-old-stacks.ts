import type { World } from '../../kernel/world.ts';
import { changeSets } from '../changes/change-set-rows.ts';
import { events, resourceKey, resources, resourcesOf, stacks, templates } from './stack-rows.ts';

/** AWS describes deleted stacks for 90 days; here the last ones are. */
const DELETED_KEPT = 30;

/** Forgets what was deleted long ago, and templates that nothing names any more. */
export function forgetOldStacks(world: World): void {
  const deleted = stacks(world)
    .values()
    .filter(({ status }) => status === 'DELETE_COMPLETE');
  const byDeletion = deleted.toSorted((a, b) => (a.deletedAt ?? 0) - (b.deletedAt ?? 0));
  for (const { stackId } of byDeletion.slice(0, Math.max(0, deleted.length - DELETED_KEPT)))
    forgetStack(world, stackId);
  forgetTemplates(world);
}

function forgetStack(world: World, stackId: string): void {
  for (const row of resourcesOf(world, stackId)) resources(world).delete(resourceKey(stackId, row.logicalId));
  for (const event of events(world).values()) if (event.stackId === stackId) events(world).delete(event.eventId);
  stacks(world).delete(stackId);
}

function forgetTemplates(world: World): void {
  const named = new Set<string | undefined>();
  for (const { target, operation } of stacks(world).values()) {
    named.add(target.templateSha256);
    named.add(operation?.previous?.templateSha256);
  }
  for (const { target } of changeSets(world).values()) named.add(target.templateSha256);
  for (const sha256 of templates(world).keys()) if (!named.has(sha256)) templates(world).delete(sha256);
}
