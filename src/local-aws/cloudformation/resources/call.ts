import { AwsError } from '../../kernel/aws-error.ts';
import type { Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { asText } from '../template/as-text.ts';
import type { ExistingContext, Properties } from './resource-type.ts';

/** Calls another part of the local AWS; the reply's body. */
export async function call(world: World, service: string, operation: string, params: Params): Promise<Params> {
  return ((await world.call(service, operation, params)) ?? {}) as Params;
}

const MISSING = /NotFound|NoSuch|DoesNotExist|NonExistent/;

/** What is gone already is gone: for deletions. Undefined when it was. */
export async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && MISSING.test(error.code)) return undefined;
    throw error;
  }
}

const EXISTING = /AlreadyExists|AlreadyOwned|NameExists|ResourceConflict|EntityAlreadyExists|ResourceExists/;

/** After a kill in the middle of a creation, what exists under the name is what that creation made. */
export async function unlessResumed<Answer>(isResumed: boolean, answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isResumed && error instanceof AwsError && EXISTING.test(error.code)) return undefined;
    throw error;
  }
}

/** The named members that are there. */
export function pick(properties: Properties, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in properties).map((name) => [name, properties[name]]));
}

export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return value === undefined ? undefined : asText(value);
}

/** A policy document may be written as an object or as JSON text. */
export function documentOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Has any of the properties to be applied again? */
export function isChanged(context: ExistingContext, names: readonly string[]): boolean {
  const { properties, previous, isForced } = context;
  return isForced || names.some((name) => JSON.stringify(properties[name]) !== JSON.stringify(previous[name]));
}

/** Numbers and booleans may be written as text in a template. */
export function numberIn(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return value === undefined ? undefined : Number(value);
}

export function booleanIn(properties: Properties, name: string): boolean | undefined {
  const value = properties[name];
  return value === undefined ? undefined : value === true || value === 'true';
}
