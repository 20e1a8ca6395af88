import { constraint, validation } from '../dynamodb-error.ts';

/** Takes names and values of a request into an expression. */
export interface Placing {
  readonly name: (attribute: string) => string;
  readonly value: (value: unknown) => string;
}

interface Comparison {
  /** How many values it takes. */
  readonly least: number;
  readonly most?: number;
  readonly write: (name: string, values: readonly string[]) => string;
}

const infix = (operator: string): Comparison => ({
  least: 1,
  write: (name, [value]) => `${name} ${operator} ${value}`,
});
const call = (text: string): Comparison => ({ least: 1, write: (name, [value]) => `${text}(${name}, ${value})` });

const comparisons: Readonly<Record<string, Comparison>> = {
  EQ: infix('='),
  NE: infix('<>'),
  LE: infix('<='),
  LT: infix('<'),
  GE: infix('>='),
  GT: infix('>'),
  NOT_NULL: { least: 0, write: (name) => `attribute_exists(${name})` },
  NULL: { least: 0, write: (name) => `attribute_not_exists(${name})` },
  CONTAINS: call('contains'),
  NOT_CONTAINS: call('NOT contains'),
  BEGINS_WITH: call('begins_with'),
  IN: { least: 1, most: Infinity, write: (name, values) => `${name} IN (${values.join(', ')})` },
  BETWEEN: { least: 2, write: (name, [low, high]) => `${name} BETWEEN ${low} AND ${high}` },
};

/** `{"ComparisonOperator": "GE", "AttributeValueList": [...]}` as an expression. */
export function writeComparison(
  placing: Placing,
  attribute: string,
  operator: string,
  values: readonly unknown[],
): string {
  const comparison = comparisons[operator];
  if (!comparison) {
    const known = Object.keys(comparisons).join(', ');
    throw constraint(operator, 'comparisonOperator', `Member must satisfy enum value set: [${known}]`);
  }
  const { least, most = least, write } = comparison;
  if (values.length < least || values.length > most) {
    throw validation(
      `One or more parameter values were invalid: Invalid number of argument(s) for the ${operator} ComparisonOperator`,
    );
  }
  return write(placing.name(attribute), values.map(placing.value));
}
