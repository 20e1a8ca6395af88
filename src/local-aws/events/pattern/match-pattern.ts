import { OPERATORS } from './operators.ts';
import { isObject, type Pattern } from './parse-pattern.ts';

/**
 * Does the event match? All fields of the pattern must; of a field's values any one. A list in the event matches when one of its
 * elements does. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or' && Array.isArray(wanted)) {
      return wanted.some((alternative) => matchPattern(alternative as Pattern, event));
    }
    return matchField(wanted, isObject(event) ? event[name] : undefined);
  });
}

function matchField(wanted: unknown, value: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.some((test) => matchValue(test, value));
  if (!isObject(wanted)) return false;
  if (Array.isArray(value)) return value.some((element) => matchPattern(wanted, element));
  return matchPattern(wanted, value);
}

function matchValue(test: unknown, value: unknown): boolean {
  if (isObject(test) && 'exists' in test) {
    // Only leaves exist: an object does not.
    const isThere = value !== undefined && !isObject(value);
    return isThere === test['exists'];
  }
  if (value === undefined) return false;
  if (!Array.isArray(value)) return matchOne(test, value);
  // "anything-but" of a list: no element may be one of those named.
  if (isObject(test) && 'anything-but' in test)
    return value.length > 0 && value.every((element) => matchOne(test, element));
  return value.some((element) => matchOne(test, element));
}

function matchOne(test: unknown, value: unknown): boolean {
  if (!isObject(test)) return test === value;
  const [[operator, operand] = ['', undefined]] = Object.entries(test);
  return OPERATORS[operator]?.(operand, value) ?? false;
}
