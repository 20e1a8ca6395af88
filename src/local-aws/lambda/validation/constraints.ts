import type { NumberShape, Shape, StringShape } from './shape.ts';

/** One broken constraint, as AWS says it: `Value 'x' at 'memberName' failed to satisfy constraint: ...`. */
export type Violations = string[];

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) patterns.set(pattern, (expression = new RegExp(`^(?:${pattern})$`)));
  return expression.test(text);
}

const lengthAtMost = (max: number): string => `Member must have length less than or equal to ${max}`;
const lengthAtLeast = (min: number): string => `Member must have length greater than or equal to ${min}`;
const enumText = (values: readonly string[]): string => `Member must satisfy enum value set: [${values.join(', ')}]`;
const patternText = (pattern: string): string => `Member must satisfy regular expression pattern: ${pattern}`;

/** A Java double prints its fraction always. */
export function numberText(value: number, kind: NumberShape['kind']): string {
  return kind === 'double' && Number.isInteger(value) ? `${value}.0` : String(value);
}

const valueAtMost = (shape: NumberShape): string =>
  `Member must have value less than or equal to ${numberText(shape.max ?? 0, shape.kind)}`;
const valueAtLeast = (shape: NumberShape): string =>
  `Member must have value greater than or equal to ${numberText(shape.min ?? 0, shape.kind)}`;

function brokenString(shape: StringShape, text: string): string[] {
  const broken: string[] = [];
  if (shape.max !== undefined && text.length > shape.max) broken.push(lengthAtMost(shape.max));
  if (shape.min !== undefined && text.length < shape.min) broken.push(lengthAtLeast(shape.min));
  if (shape.pattern !== undefined && !matches(shape.pattern, text)) broken.push(patternText(shape.pattern));
  if (shape.values && !shape.values.includes(text)) broken.push(enumText(shape.values));
  return broken;
}

function brokenNumber(shape: NumberShape, value: number): string[] {
  if (shape.max !== undefined && value > shape.max) return [valueAtMost(shape)];
  if (shape.min !== undefined && value < shape.min) return [valueAtLeast(shape)];
  return [];
}

/** The constraints that a scalar breaks. */
export function brokenConstraints(shape: Shape, value: unknown): string[] {
  if (shape.kind === 'string') return brokenString(shape, value as string);
  if (shape.kind === 'integer' || shape.kind === 'double') return brokenNumber(shape, value as number);
  return [];
}

export function brokenLength(shape: { min?: number; max?: number }, length: number): string[] {
  if (shape.max !== undefined && length > shape.max) return [lengthAtMost(shape.max)];
  if (shape.min !== undefined && length < shape.min) return [lengthAtLeast(shape.min)];
  return [];
}

/** All constraints of a list's member or a map's keys: AWS prints the whole set as soon as one of them is broken. */
export function allConstraints(shape: Shape): string {
  const texts: string[] = [];
  if (shape.kind === 'string') {
    if (shape.max !== undefined) texts.push(lengthAtMost(shape.max));
    if (shape.min !== undefined) texts.push(lengthAtLeast(shape.min));
    if (shape.pattern !== undefined) texts.push(patternText(shape.pattern));
    if (shape.values) texts.push(enumText(shape.values));
  }
  if (shape.kind === 'integer' || shape.kind === 'double') {
    if (shape.max !== undefined) texts.push(valueAtMost(shape));
    if (shape.min !== undefined) texts.push(valueAtLeast(shape));
  }
  return `[${[...texts, 'Member must not be null'].join(', ')}]`;
}
