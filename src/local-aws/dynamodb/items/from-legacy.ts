import { recordOf, stringOf } from '../../kernel/members.ts';
import type { Params } from '../../kernel/operation.ts';
import { validation } from '../dynamodb-error.ts';
import { writeComparison, type Placing } from './legacy-comparison.ts';
import { writeUpdates, type LegacyUpdate } from './legacy-updates.ts';

/** What expressions have replaced since 2014. */
const LEGACY = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
];

interface LegacyCondition {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly unknown[];
  /** Of `Expected` only, its older form. */
  readonly Value?: unknown;
  readonly Exists?: boolean;
}

function startPlacing(): Placing & { readonly members: () => Params } {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const place = (into: Record<string, unknown>, prefix: string, what: unknown): string => {
    const token = `${prefix}${Object.keys(into).length}`;
    into[token] = what;
    return token;
  };
  return {
    name: (attribute) => place(names, '#legacy', attribute),
    value: (value) => place(values, ':legacy', value),
    members: () => ({
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    }),
  };
}

function refuseMixture(params: Params, given: readonly string[]): void {
  const expressions = Object.keys(params).filter((name) => name.endsWith('Expression') && params[name] !== undefined);
  if (expressions.length === 0) return;
  throw validation(
    `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${given.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
  );
}

function writeCondition(placing: Placing, attribute: string, condition: LegacyCondition): string {
  const { ComparisonOperator, AttributeValueList = [], Value, Exists } = condition;
  if (ComparisonOperator !== undefined) {
    const values = Value === undefined ? AttributeValueList : [Value];
    return writeComparison(placing, attribute, ComparisonOperator, values);
  }
  if (Exists === false) return writeComparison(placing, attribute, 'NULL', []);
  if (Value !== undefined) return writeComparison(placing, attribute, 'EQ', [Value]);
  throw validation(
    `One or more parameter values were invalid: Value must be provided when Exists is ${Exists ?? null} for Attribute: ${attribute}`,
  );
}

function writeConditions(placing: Placing, params: Params, member: string): string | undefined {
  const conditions = Object.entries(recordOf<LegacyCondition>(params, member) ?? {});
  if (conditions.length === 0) return undefined;
  const isKey = member === 'KeyConditions';
  const operator = isKey ? 'AND' : (stringOf(params, 'ConditionalOperator') ?? 'AND');
  return conditions.map(([name, condition]) => writeCondition(placing, name, condition)).join(` ${operator} `);
}

/**
 * The request with expressions in place of the parameters that they replaced: conditions on values, `AttributesToGet`,
 * `AttributeUpdates`. A request without any of them comes back as it is.
 */
export function fromLegacy(params: Params): Params {
  const given = LEGACY.filter((name) => params[name] !== undefined);
  if (given.length === 0) return params;
  refuseMixture(params, given);
  const placing = startPlacing();
  const attributes = params['AttributesToGet'] as readonly string[] | undefined;
  const updates = recordOf<LegacyUpdate>(params, 'AttributeUpdates');
  const written = {
    ProjectionExpression: attributes?.map(placing.name).join(', '),
    KeyConditionExpression: writeConditions(placing, params, 'KeyConditions'),
    FilterExpression: writeConditions(placing, params, 'QueryFilter') ?? writeConditions(placing, params, 'ScanFilter'),
    ConditionExpression: writeConditions(placing, params, 'Expected'),
    UpdateExpression: updates && writeUpdates(placing, updates),
  };
  if (params['ConditionalOperator'] !== undefined && !written.FilterExpression && !written.ConditionExpression) {
    throw validation('ConditionalOperator cannot be used without Filter or Expected');
  }
  const kept = Object.entries(params).filter(([name]) => !LEGACY.includes(name));
  const expressions = Object.entries(written).filter(([, text]) => text !== undefined && text !== '');
  return { ...Object.fromEntries([...kept, ...expressions]), ...placing.members() };
}
