import { notImplemented } from '../../kernel/aws-error.ts';
import { validationError } from '../cloudwatch-error.ts';
import { mathFunctions, type MathContext } from './functions.ts';
import type { Expression } from './parse.ts';
import { combine, isList, isSeries, type Value } from './values.ts';

const truth = (value: boolean): number => (value ? 1 : 0);

/** Dividing by zero leaves no value; it is filtered by the caller. */
const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '<': (a, b) => truth(a < b),
  '<=': (a, b) => truth(a <= b),
  '>': (a, b) => truth(a > b),
  '>=': (a, b) => truth(a >= b),
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  OR: (a, b) => truth(a !== 0 || b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
};

/** The value of an expression; `lookUp` gives that of a name. Throws ValidationError, NotImplemented for functions it lacks. */
export function compute(expression: Expression, lookUp: (name: string) => Value, context: MathContext): Value {
  const evaluate = (part: Expression): Value => compute(part, lookUp, context);
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value;
    case 'name':
      // FILL's words, and the ids of metrics, which begin with a small letter.
      return /^[A-Z]+$/.test(expression.name) ? expression.name : lookUp(expression.name);
    case 'list':
      return expression.items
        .map(evaluate)
        .flatMap((value) => (isList(value) ? value : isSeries(value) ? [value] : []));
    case 'operator': {
      const operate = OPERATORS[expression.operator] as (a: number, b: number) => number;
      return withoutNothing(combine(evaluate(expression.left), evaluate(expression.right), operate));
    }
    case 'call': {
      const call = mathFunctions[expression.name];
      if (!call) throw notImplemented('monitoring', `the metric math function ${expression.name}`);
      return call(expression.args.map(evaluate), context);
    }
    default:
      throw validationError('Error in expression');
  }
}

function withoutNothing(value: Value): Value {
  if (!isSeries(value)) return value;
  return new Map([...value].filter(([, number]) => Number.isFinite(number)));
}
