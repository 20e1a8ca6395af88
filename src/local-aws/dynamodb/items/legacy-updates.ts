import { constraint, validation } from '../dynamodb-error.ts';
import type { Placing } from './legacy-comparison.ts';

export interface LegacyUpdate {
  /** PUT where nothing is said. */
  readonly Action?: string;
  readonly Value?: unknown;
}

const isList = (value: unknown): boolean => typeof value === 'object' && value !== null && 'L' in value;

/** The clause of an update expression, and what goes into it. */
function writeUpdate(placing: Placing, attribute: string, { Action = 'PUT', Value }: LegacyUpdate): [string, string] {
  if (!['PUT', 'DELETE', 'ADD'].includes(Action)) {
    throw constraint(Action, 'action', 'Member must satisfy enum value set: [ADD, DELETE, PUT]');
  }
  if (Value === undefined && Action !== 'DELETE') {
    throw validation(
      `One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified`,
    );
  }
  const name = placing.name(attribute);
  if (Value === undefined) return ['REMOVE', name];
  const value = placing.value(Value);
  if (Action === 'PUT') return ['SET', `${name} = ${value}`];
  // ADD of a list appends, which the ADD of expressions does not.
  if (Action === 'ADD' && isList(Value)) {
    return ['SET', `${name} = list_append(if_not_exists(${name}, ${placing.value({ L: [] })}), ${value})`];
  }
  return [Action, `${name} ${value}`];
}

/** `AttributeUpdates` as an update expression. */
export function writeUpdates(placing: Placing, updates: Readonly<Record<string, LegacyUpdate>>): string {
  const clauses = new Map<string, string[]>();
  for (const [attribute, update] of Object.entries(updates)) {
    const [clause, text] = writeUpdate(placing, attribute, update);
    clauses.set(clause, [...(clauses.get(clause) ?? []), text]);
  }
  return [...clauses].map(([clause, texts]) => `${clause} ${texts.join(', ')}`).join(' ');
}
