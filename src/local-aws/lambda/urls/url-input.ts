import type { World } from '../../kernel/world.ts';
import { noSuchResource, notFound, parameterNotImplemented } from '../errors.ts';
import { findAlias, LATEST } from '../find-version.ts';
import { functions, qualifiedKey } from '../function-rows.ts';
import { arnOf, locateFunction, type FunctionReference } from '../locate-function.ts';
import { boolean, integer, list, oneOf, string, structure } from '../validation/shape.ts';
import { functionUrls, type FunctionUrlRow } from './url-rows.ts';

const headerNames = list(string({ max: 1024, pattern: '.*' }), { max: 100 });

export const urlMembers = {
  Cors: structure(
    {},
    {
      AllowCredentials: boolean,
      AllowHeaders: headerNames,
      AllowMethods: list(string({ max: 6, pattern: '.*' }), { max: 6 }),
      AllowOrigins: list(string({ min: 1, max: 253, pattern: '.*' }), { max: 100 }),
      ExposeHeaders: headerNames,
      MaxAge: integer({ min: 0, max: 86_400 }),
    },
  ),
  InvokeMode: oneOf('BUFFERED', 'RESPONSE_STREAM'),
} as const;

export const authType = oneOf('NONE', 'AWS_IAM');

export function refuseStreaming(operation: string, { InvokeMode }: { readonly InvokeMode?: string }): void {
  if (InvokeMode === 'RESPONSE_STREAM') throw parameterNotImplemented(operation, 'InvokeMode RESPONSE_STREAM');
}

export interface UrlTarget {
  readonly functionName: string;
  readonly qualifier: string;
  readonly key: string;
}

export function locateUrl(world: World, reference: FunctionReference): UrlTarget {
  const { name, qualifier = LATEST } = locateFunction(world, reference);
  return { functionName: name, qualifier, key: qualifiedKey(name, qualifier) };
}

/** The function, or its alias, that a URL is made for. */
export function checkUrlTarget(world: World, { functionName, qualifier }: UrlTarget): void {
  const exists = functions(world).has(functionName);
  const isKnown = qualifier === LATEST || findAlias(world, functionName, qualifier) !== undefined;
  if (!exists || !isKnown) throw notFound('Function does not exist');
}

export function findUrl(world: World, { key }: UrlTarget): FunctionUrlRow {
  const row = functionUrls(world).get(key);
  if (!row) throw noSuchResource();
  return row;
}

export function urlArn(
  world: World,
  { functionName, qualifier }: Pick<UrlTarget, 'functionName' | 'qualifier'>,
): string {
  return arnOf(world, functionName, qualifier === LATEST ? undefined : qualifier);
}

export function describeUrl(world: World, row: FunctionUrlRow): Record<string, unknown> {
  return {
    FunctionUrl: row.url,
    FunctionArn: urlArn(world, row),
    AuthType: row.authType,
    ...(row.cors && { Cors: row.cors }),
    CreationTime: row.creationTime,
    LastModifiedTime: row.lastModifiedTime,
    InvokeMode: 'BUFFERED',
  };
}
