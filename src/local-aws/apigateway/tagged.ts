import type { World } from '../kernel/world.ts';
import { badRequest, notFound } from './errors.ts';
import { findApi, findDomainName, findStage } from './find.ts';
import { apis, domainNames, ownedKey, stages, type Texts } from './rows.ts';

/** A resource that has tags, and how to give it others. */
export interface Tagged {
  readonly tags: Texts;
  readonly retag: (tags: Texts) => void;
}

const ARN = /^arn:[\w-]+:apigateway:[\w-]*::\/(apis|domainnames)\/([^/]+)(?:\/stages\/([^/]+))?$/;

/** `arn:aws:apigateway:region::/apis/id`, `.../apis/id/stages/name` or `.../domainnames/name`. */
export function findTagged(world: World, resourceArn: string): Tagged {
  const [, kind, owner = '', stageName] = ARN.exec(resourceArn) ?? [];
  if (kind === 'domainnames') {
    const row = findDomainName(world, owner);
    return { tags: row.tags, retag: (tags) => domainNames(world).set(owner, { ...row, tags }) };
  }
  if (kind !== 'apis') throw badRequest('Invalid resource ARN specified in the request');
  if (stageName === undefined) {
    const row = findApi(world, owner);
    return { tags: row.tags, retag: (tags) => apis(world).set(owner, { ...row, tags }) };
  }
  const row = findStage(world, owner, stageName);
  return { tags: row.tags, retag: (tags) => stages(world).set(ownedKey(owner, stageName), { ...row, tags }) };
}

export function withoutTags(tags: Texts, tagKeys: readonly string[]): Texts {
  const missing = tagKeys.find((key) => key.length === 0);
  if (missing !== undefined) throw notFound('Invalid tag key specified');
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !tagKeys.includes(key)));
}
