import { recordOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';
import { constraint, invalidValues, validation } from './dynamodb-error.ts';

const MOST_GLOBAL = 20;
const MOST_LOCAL = 5;

const namesOf = (keySchema: readonly Params[]): string[] =>
  keySchema.map((element) => stringOf(element, 'AttributeName') ?? '');

function checkKeySchema(keySchema: readonly Params[], defined: readonly string[]): void {
  const [hash, range] = keySchema;
  if (!hash) throw constraint('null', 'keySchema', 'Member must not be null');
  if (stringOf(hash, 'KeyType') !== 'HASH') {
    throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (range && stringOf(range, 'KeyType') !== 'RANGE') {
    throw validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  if (keySchema.length > 2) {
    throw constraint('[...]', 'keySchema', 'Member must have length less than or equal to 2');
  }
  const missing = namesOf(keySchema).filter((name) => !defined.includes(name));
  if (missing.length === 0) return;
  throw invalidValues(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${missing.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`,
  );
}

function checkIndexes(settings: Params, defined: readonly string[]): void {
  const globals = structuresOf(settings, 'GlobalSecondaryIndexes');
  const locals = structuresOf(settings, 'LocalSecondaryIndexes');
  if (globals.length > MOST_GLOBAL) {
    throw invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST_GLOBAL}`);
  }
  if (locals.length > MOST_LOCAL) {
    throw invalidValues(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST_LOCAL}`);
  }
  const tableKeys = namesOf(structuresOf(settings, 'KeySchema'));
  for (const index of [...globals, ...locals]) {
    checkKeySchema(structuresOf(index, 'KeySchema'), defined);
    checkProjection(index);
  }
  for (const index of locals) {
    if (tableKeys.length < 2) {
      throw invalidValues(
        'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
      );
    }
    if (namesOf(structuresOf(index, 'KeySchema'))[0] === tableKeys[0]) continue;
    throw invalidValues(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${stringOf(index, 'IndexName')}. index hash key: ${namesOf(structuresOf(index, 'KeySchema'))[0]}, table hash key: ${tableKeys[0]}`,
    );
  }
  const names = [...globals, ...locals].map((index) => stringOf(index, 'IndexName'));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw invalidValues(`Duplicate index name: ${twice}`);
}

function checkProjection(index: Params): void {
  const projection = recordOf<unknown>(index, 'Projection');
  const type = projection && stringOf(projection, 'ProjectionType');
  if (type === undefined) throw invalidValues('Unknown ProjectionType: null');
  const included = (projection?.['NonKeyAttributes'] ?? []) as readonly unknown[];
  if (type === 'INCLUDE' && included.length === 0) {
    throw invalidValues('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  }
  if (type === 'INCLUDE' || included.length === 0) return;
  throw invalidValues(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
}

/** Every defined attribute is a key of the table or of an index. */
function refuseUnused(settings: Params, defined: readonly string[]): void {
  const schemas = [
    settings,
    ...['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((kind) => structuresOf(settings, kind)),
  ];
  const used = new Set(schemas.flatMap((schema) => namesOf(structuresOf(schema, 'KeySchema'))));
  if (defined.every((name) => used.has(name))) return;
  throw invalidValues(
    'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
  );
}

function checkBilling(settings: Params): void {
  const onDemand = stringOf(settings, 'BillingMode') === 'PAY_PER_REQUEST';
  const throughput = recordOf<unknown>(settings, 'ProvisionedThroughput');
  const isGiven = throughput !== undefined && Number(throughput['ReadCapacityUnits'] ?? 0) > 0;
  if (onDemand && isGiven) {
    throw invalidValues(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (!onDemand && !isGiven) {
    throw invalidValues(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
}

/** A table's settings as a whole: at creation, and after a change. */
export function checkSettings(settings: Params): void {
  const definitions = structuresOf(settings, 'AttributeDefinitions');
  const wrong = definitions.find((definition) => !/^[SNB]$/.test(stringOf(definition, 'AttributeType') ?? ''));
  if (wrong) {
    throw constraint(
      stringOf(wrong, 'AttributeType') ?? 'null',
      'attributeDefinitions.1.member.attributeType',
      'Member must satisfy enum value set: [B, N, S]',
    );
  }
  const mode = stringOf(settings, 'BillingMode') ?? 'PROVISIONED';
  if (mode !== 'PROVISIONED' && mode !== 'PAY_PER_REQUEST') {
    throw constraint(mode, 'billingMode', 'Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]');
  }
  const defined = namesOf(definitions);
  checkKeySchema(structuresOf(settings, 'KeySchema'), defined);
  checkIndexes(settings, defined);
  refuseUnused(settings, defined);
  checkBilling(settings);
}
