import { parseFunctionName } from '../kernel/arn.ts';
import type { World } from '../kernel/world.ts';
import { checkTags } from './check-tags.ts';
import { renewRevision } from './change-latest.ts';
import { invalidParameter, noSuchResource, parameterNotImplemented } from './errors.ts';
import { eventSourceMappings } from './event-source-rows.ts';
import { findFunction, findLatest } from './find-version.ts';
import { functions } from './function-rows.ts';

export type Tags = Readonly<Record<string, string>>;

/** The tags of a resource, and how to set them. */
export interface Tagged {
  readonly tags: Tags;
  readonly setTags: (tags: Tags) => void;
}

function taggedFunction(world: World, arn: string): Tagged {
  const { name, qualifier } = parseFunctionName(arn);
  if (qualifier !== undefined) {
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  }
  const row = findFunction(world, name);
  return {
    tags: row.tags,
    setTags: (tags) => {
      checkTags(tags);
      functions(world).set(name, { ...row, tags });
      renewRevision(world, findLatest(world, name));
    },
  };
}

function taggedMapping(world: World, arn: string): Tagged {
  const uuid = arn.slice(arn.lastIndexOf(':') + 1);
  const row = eventSourceMappings(world).get(uuid);
  if (!row) throw noSuchResource();
  return {
    tags: row.tags,
    setTags: (tags) => {
      checkTags(tags);
      eventSourceMappings(world).set(uuid, { ...row, tags });
    },
  };
}

/** What a tagging call's ARN names. */
export function findTagged(world: World, operation: string, arn: string): Tagged {
  const kind = arn.split(':')[5];
  if (kind === 'function') return taggedFunction(world, arn);
  if (kind === 'event-source-mapping') return taggedMapping(world, arn);
  throw parameterNotImplemented(operation, `tags of a ${kind}`);
}
