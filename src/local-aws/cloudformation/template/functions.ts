import { validationError } from '../cloudformation-error.ts';
import { asText } from './as-text.ts';
import { cidr } from './cidr.ts';
import { evaluate, noValue, type Scope } from './evaluate.ts';
import { isMarked, stringifyMarked } from './placeholder.ts';
import { substitute } from './substitute.ts';
import { isRecord } from './template.ts';

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const ref: Intrinsic = (argument, scope) => (argument === 'AWS::NoValue' ? noValue : scope.ref(String(argument)));

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : (argument as unknown[]);
  const attribute = rest.map((part) => String(evaluate(part, scope))).join('.');
  return scope.getAtt(String(logicalId), attribute);
};

const join: Intrinsic = (argument, scope) => {
  const [delimiter, given] = evaluate(argument, scope) as [unknown, unknown];
  const items = isMarked(given) ? [given] : given;
  if (typeof delimiter !== 'string' || !Array.isArray(items)) {
    throw validationError(
      'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  }
  return items.map(asText).join(delimiter);
};

const split: Intrinsic = (argument, scope) => {
  const [delimiter, text] = evaluate(argument, scope) as [string, unknown];
  return asText(text).split(delimiter);
};

const select: Intrinsic = (argument, scope) => {
  const [index, items] = evaluate(argument, scope) as [unknown, unknown];
  const list = Array.isArray(items) ? items : [items];
  if (list.length === 1 && isMarked(list[0])) return list[0];
  const item: unknown = list[Number(index)];
  if (item === undefined)
    throw validationError('Template error: Fn::Select cannot select nonexistent value at index ' + String(index));
  return item;
};

const branch: Intrinsic = (argument, scope) => {
  if (!Array.isArray(argument) || argument.length !== 3) {
    throw validationError('Template error: Fn::If requires a list argument with three elements');
  }
  return evaluate(scope.condition(String(argument[0])) ? argument[1] : argument[2], scope);
};

const equals: Intrinsic = (argument, scope) => {
  const [left, right] = evaluate(argument, scope) as [unknown, unknown];
  return asText(left) === asText(right);
};

const findInMap: Intrinsic = (argument, scope) => {
  const [map, top, second, options] = evaluate(argument, scope) as [string, string, string, unknown];
  const found = scope.mapping(map, asText(top), asText(second));
  if (found !== undefined) return found;
  if (isRecord(options) && 'DefaultValue' in options) return options['DefaultValue'];
  throw validationError(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
};

const base64: Intrinsic = (argument, scope) => {
  const text = asText(evaluate(argument, scope));
  return isMarked(text) ? text : Buffer.from(text).toString('base64');
};

/** The local region has three zones. */
const getAzs: Intrinsic = (argument, scope) => {
  const region = asText(evaluate(argument, scope)) || scope.region;
  return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
};

export const functions: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  Condition: (argument, scope) => scope.condition(String(argument)),
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::If': branch,
  'Fn::Equals': equals,
  'Fn::Not': (argument, scope) => !truth((argument as unknown[])[0], scope),
  'Fn::And': (argument, scope) => (argument as unknown[]).every((item) => truth(item, scope)),
  'Fn::Or': (argument, scope) => (argument as unknown[]).some((item) => truth(item, scope)),
  'Fn::Sub': substitute,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': (argument, scope) => scope.importValue(asText(evaluate(argument, scope))),
  'Fn::Base64': base64,
  'Fn::GetAZs': getAzs,
  'Fn::Cidr': (argument, scope) => cidr(evaluate(argument, scope) as unknown[]),
  'Fn::Length': (argument, scope) => (evaluate(argument, scope) as unknown[]).length,
  'Fn::ToJsonString': (argument, scope) => stringifyMarked(evaluate(argument, scope)),
};

function truth(value: unknown, scope: Scope): boolean {
  return evaluate(value, scope) === true;
}
