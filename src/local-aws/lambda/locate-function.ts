import { functionArn, parseFunctionName } from '../kernel/arn.ts';
import type { World } from '../kernel/world.ts';
import { accessDenied, invalidParameter, notFound } from './errors.ts';

/** A function as a request names it. */
export interface Located {
  readonly name: string;
  /** From the ARN or from the Qualifier parameter. */
  readonly qualifier?: string;
}

export interface FunctionReference {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

/** Name, partial or full ARN and the Qualifier beside it -> name and qualifier. */
export function locateFunction(world: World, reference: FunctionReference): Located {
  const { name, qualifier, region, accountId } = parse(reference.FunctionName);
  if (region && region !== world.config.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${world.config.region}')`);
  }
  if (accountId && accountId !== world.config.accountId) {
    throw accessDenied(`User: arn:aws:iam::${world.config.accountId}:root is not authorized to access this resource`);
  }
  if (qualifier && reference.Qualifier && qualifier !== reference.Qualifier) {
    throw invalidParameter('The derived qualifier from the function name does not match the specified qualifier.');
  }
  return { name, qualifier: reference.Qualifier ?? qualifier };
}

const MAX_PARSED = 1000;
const parsedNames = new Map<string, ReturnType<typeof parseFunctionName>>();

/** A partial ARN names its account without a region. Kept: every request through the gateway names its function. */
function parse(text: string): ReturnType<typeof parseFunctionName> {
  const known = parsedNames.get(text);
  if (known) return known;
  const parsed = parseFunctionName(text);
  const partial = /^(\d{12}):function:/.exec(text);
  const made = partial ? { ...parsed, accountId: partial[1] } : parsed;
  if (parsedNames.size < MAX_PARSED) parsedNames.set(text, made);
  return made;
}

export function arnOf(world: World, name: string, qualifier?: string): string {
  return functionArn(world.config.region, world.config.accountId, name, qualifier);
}

export function functionNotFound(world: World, { name, qualifier }: Located): Error {
  return notFound(`Function not found: ${arnOf(world, name, qualifier)}`);
}
