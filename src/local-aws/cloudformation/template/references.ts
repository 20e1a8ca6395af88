import { variablesOf } from './substitute.ts';
import { isRecord } from './template.ts';

export interface References {
  /** Names of `Ref` and of `${Name}`. */
  readonly refs: Set<string>;
  /** `Resource.Attribute` of `Fn::GetAtt` and of `${Name.Attribute}`; the attribute is empty where it is computed. */
  readonly gets: Set<string>;
  /** Conditions of `Fn::If` and `{Condition: name}`. */
  readonly conditions: Set<string>;
}

/** Everything that a part of a template refers to, in any branch. */
export function referencesIn(value: unknown, found: References = emptyReferences()): References {
  if (Array.isArray(value)) for (const item of value) referencesIn(item, found);
  else if (isRecord(value)) {
    for (const [name, argument] of Object.entries(value)) {
      note(name, argument, found);
      referencesIn(argument, found);
    }
  }
  return found;
}

function emptyReferences(): References {
  return { refs: new Set(), gets: new Set(), conditions: new Set() };
}

function note(name: string, argument: unknown, found: References): void {
  if (name === 'Ref' && typeof argument === 'string') found.refs.add(argument);
  if (name === 'Fn::GetAtt') {
    const parts = typeof argument === 'string' ? [argument] : (argument as unknown[]);
    found.gets.add(parts.every((part) => typeof part === 'string') ? parts.join('.') : `${String(parts[0])}.`);
  }
  if (name === 'Fn::If' && Array.isArray(argument)) found.conditions.add(String(argument[0]));
  if (name === 'Condition' && typeof argument === 'string') found.conditions.add(argument);
  if (name === 'Fn::Sub') {
    for (const variable of variablesOf(argument)) {
      const at = variable.indexOf('.');
      if (at < 0) found.refs.add(variable);
      else found.gets.add(variable);
    }
  }
}
