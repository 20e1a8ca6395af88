import type { Params } from '../../kernel/operation.ts';
import { booleanOf, stringOf, structuresOf } from '../../kernel/members.ts';
import { notImplemented } from '../../kernel/aws-error.ts';
import { validationError } from '../cloudformation-error.ts';
import type { ParameterDeclaration, Template } from './template.ts';

/** A parameter as the stack has it. */
export interface StackParameter {
  readonly key: string;
  readonly value: string;
  /** Of an `AWS::SSM::Parameter::Value<...>`: what was found there. */
  readonly resolved?: string;
}

export type ReadSsm = (name: string) => Promise<string | undefined>;

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const TYPES =
  /^(String|Number|CommaDelimitedList|List<Number>|AWS::(EC2|Route53)::[\w:]+|List<AWS::(EC2|Route53)::[\w:]+>|AWS::SSM::Parameter::Name)$/;

/** The values to use: given, previous, or default. Throws ValidationError in AWS's words. */
export async function resolveParameters(
  template: Template,
  params: Params,
  previous: readonly StackParameter[],
  readSsm: ReadSsm,
): Promise<StackParameter[]> {
  const declared = template.Parameters ?? {};
  const given = structuresOf(params, 'Parameters');
  const unknown = given.map((item) => stringOf(item, 'ParameterKey') ?? '').filter((key) => !(key in declared));
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values = Object.entries(declared).map(([key, declaration]) => ({
    key,
    declaration,
    value: choose(key, declaration, given, previous),
  }));
  const missing = values.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return Promise.all(values.map(({ key, declaration, value }) => settle(key, declaration, value as string, readSsm)));
}

function choose(
  key: string,
  declaration: ParameterDeclaration,
  given: readonly Params[],
  previous: readonly StackParameter[],
): string | undefined {
  const item = given.find((candidate) => stringOf(candidate, 'ParameterKey') === key);
  if (item && booleanOf(item, 'UsePreviousValue')) return previous.find((parameter) => parameter.key === key)?.value;
  const value = item && stringOf(item, 'ParameterValue');
  if (value !== undefined) return value;
  return declaration.Default === undefined ? undefined : String(declaration.Default);
}

async function settle(
  key: string,
  declaration: ParameterDeclaration,
  value: string,
  readSsm: ReadSsm,
): Promise<StackParameter> {
  if (!SSM_VALUE.test(declaration.Type)) {
    if (!TYPES.test(declaration.Type)) {
      throw notImplemented('cloudformation', `parameters of type ${declaration.Type} (${key})`);
    }
    checkValue(key, declaration, value);
    return { key, value };
  }
  const resolved = await readSsm(value);
  if (resolved === undefined) {
    throw validationError(`Unable to fetch parameters [${value}] from parameter store for this account.`);
  }
  return { key, value, resolved };
}

function checkValue(key: string, declaration: ParameterDeclaration, value: string): void {
  const { AllowedValues, AllowedPattern, ConstraintDescription } = declaration;
  const fail = (reason: string): Error =>
    validationError(
      ConstraintDescription
        ? `Parameter ${key} failed to satisfy constraint: ${ConstraintDescription}`
        : `Parameter '${key}' ${reason}`,
    );
  if (AllowedValues && !AllowedValues.map(String).includes(value)) throw fail('must be one of AllowedValues');
  if (AllowedPattern && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
    throw fail(`must match pattern ${AllowedPattern}`);
  checkLength(declaration, value, fail);
  if (declaration.Type === 'Number') checkNumber(declaration, value, fail);
}

function checkLength(declaration: ParameterDeclaration, value: string, fail: (reason: string) => Error): void {
  const { MinLength, MaxLength } = declaration;
  if (MinLength !== undefined && value.length < Number(MinLength))
    throw fail(`must contain at least ${MinLength} characters`);
  if (MaxLength !== undefined && value.length > Number(MaxLength))
    throw fail(`must contain at most ${MaxLength} characters`);
}

function checkNumber(declaration: ParameterDeclaration, value: string, fail: (reason: string) => Error): void {
  const { MinValue, MaxValue } = declaration;
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) throw fail('must be a number');
  if (MinValue !== undefined && number < Number(MinValue)) throw fail(`must be a number not less than ${MinValue}`);
  if (MaxValue !== undefined && number > Number(MaxValue)) throw fail(`must be a number not greater than ${MaxValue}`);
}

/** What `Ref` gives: lists are lists. */
export function parameterValue(declaration: ParameterDeclaration, parameter: StackParameter): unknown {
  const text = parameter.resolved ?? parameter.value;
  const type = SSM_VALUE.exec(declaration.Type)?.[1] ?? declaration.Type;
  if (type === 'CommaDelimitedList' || type.startsWith('List<'))
    return text === '' ? [] : text.split(',').map((item) => item.trim());
  return text;
}
