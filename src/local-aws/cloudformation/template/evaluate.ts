import { validationError } from '../cloudformation-error.ts';
import { functions } from './functions.ts';
import { isRecord } from './template.ts';

/** What names mean where a template is evaluated. */
export interface Scope {
  /** A parameter, a pseudo parameter or a resource. */
  readonly ref: (name: string) => unknown;
  readonly getAtt: (logicalId: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, top: string, second: string) => unknown;
  readonly importValue: (name: string) => unknown;
  readonly region: string;
}

/** What `AWS::NoValue` leaves: the property, or the list's item, is as if it were not there. */
export const noValue: unique symbol = Symbol('AWS::NoValue');

/** Replaces every intrinsic function by its value. Throws ValidationError. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const name = keys[0] as string;
  if (keys.length === 1 && isIntrinsic(name, value[name])) return callFunction(name, value[name], scope);
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [key, evaluate(member, scope)]);
  return Object.fromEntries(entries.filter(([, member]) => member !== noValue));
}

function isIntrinsic(name: string, argument: unknown): boolean {
  // "Condition" is a function only where conditions are; in a policy it is a statement's member, and then a structure.
  return name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
}

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  const call = functions[name];
  if (!call) throw validationError(`Template format error: Unrecognized function: ${name}`);
  return call(argument, scope);
}
