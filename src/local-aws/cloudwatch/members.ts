import { stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { missingParameter } from './cloudwatch-error.ts';

/** A time as any of the protocols carries it, in epoch milliseconds. Throws MissingRequiredParameterException. */
export function requiredTime(params: Params, name: string): number {
  const time = timeOf(params, name);
  if (time === undefined) throw missingParameter(name);
  return time;
}

export function timeOf(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' ? Date.parse(value) : undefined;
}

export function dimensionsOf(params: Params): Record<string, string> {
  return Object.fromEntries(
    structuresOf(params, 'Dimensions').map((item): [string, string] => [
      stringOf(item, 'Name') ?? '',
      stringOf(item, 'Value') ?? '',
    ]),
  );
}

export function dimensionList(dimensions: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

export function required(params: Params, name: string): string {
  const value = stringOf(params, name);
  if (value === undefined || value === '') throw missingParameter(name);
  return value;
}

/** `Tags: [{Key, Value}]` */
export function tagsIn(params: Params): Record<string, string> {
  return Object.fromEntries(
    structuresOf(params, 'Tags').map((tag): [string, string] => [
      stringOf(tag, 'Key') ?? '',
      stringOf(tag, 'Value') ?? '',
    ]),
  );
}
