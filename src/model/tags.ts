import type { Service } from './service.ts';

export type Tags = Readonly<Record<string, string>>;

/** Of the stack, which hands them on to what it makes, and of the functions. */
export function tagsOf({ tags, name, environment }: Service): Tags {
  return { ...tags, 'ship:service': name, 'ship:environment': environment.name };
}

// The tags of the config are kept in the foundation's metadata. So a change of them alone updates the stack, and what was
// given to the functions is known without asking for each of them: they are tagged before the stack says so.
const metadataKey = 'ShipTags';

/** Nothing, where the config names none. */
export function tagsMetadata({ tags }: Service): Readonly<Record<string, unknown>> {
  return Object.keys(tags).length === 0 ? {} : { [metadataKey]: tags };
}

/** Of the foundation's template as it was sent. */
export function keptTags(template: { readonly Metadata?: Readonly<Record<string, unknown>> } | undefined): Tags {
  return (template?.Metadata?.[metadataKey] ?? {}) as Tags;
}

/** From tags that were given once to those that are wanted now; tags that others gave are not in either. */
export interface TagChange {
  readonly set: Tags;
  readonly remove: readonly string[];
}

export function changeOfTags(was: Tags, is: Tags): TagChange {
  return {
    set: Object.fromEntries(Object.entries(is).filter(([key, value]) => was[key] !== value)),
    remove: Object.keys(was).filter((key) => !(key in is)),
  };
}
