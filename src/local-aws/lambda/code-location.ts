import type { World } from '../kernel/world.ts';
import type { CodeFacts } from './function-rows.ts';

/** Where the zip can be fetched without a signature; its digest is what the query of AWS's presigned URL is: not to be guessed. */
export function codeLocation(world: World, { blob }: Pick<CodeFacts, 'blob'>): string {
  return `${world.config.endpoint}/_local/blobs/${blob}`;
}
