import { validationError } from '../cloudformation-error.ts';
import { asText } from './as-text.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { isRecord } from './template.ts';

const VARIABLE = /\$\{(!?)([^}]*)\}/g;

/** `Fn::Sub`: `${Name}`, `${Resource.Attribute}`, and the names of its own map; `${!Literal}` stays as `${Literal}`. */
export function substitute(argument: unknown, scope: Scope): unknown {
  const [text, map] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== 'string' || !isRecord(map)) {
    throw validationError(
      "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  }
  return text.replace(VARIABLE, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in map) return asText(evaluate(map[name], scope));
    return asText(resolveName(name.trim(), scope));
  });
}

/** The names in the text that are not defined by the map, as written. */
export function variablesOf(argument: unknown): string[] {
  const [text, map] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (typeof text !== 'string') return [];
  const names = [...text.matchAll(VARIABLE)]
    .filter(([, literal]) => !literal)
    .map(([, , name]) => (name as string).trim());
  return names.filter((name) => !isRecord(map) || !(name in map));
}

function resolveName(name: string, scope: Scope): unknown {
  const at = name.indexOf('.');
  return at < 0 ? scope.ref(name) : scope.getAtt(name.slice(0, at), name.slice(at + 1));
}
