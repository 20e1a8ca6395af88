import { recordOf, stringOf, structuresOf } from '../../kernel/members.ts';
import { notImplemented } from '../../kernel/aws-error.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { checkSettings } from '../check-settings.ts';
import { describeTable } from '../describe.ts';
import { validation } from '../dynamodb-error.ts';
import { forgetLiveTable } from '../items/live-table.ts';
import { switchStream } from '../streams/switch-stream.ts';
import { findTable, tables } from '../table-rows.ts';

const CHANGEABLE = [
  'BillingMode',
  'DeletionProtectionEnabled',
  'ProvisionedThroughput',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
];

type Indexes = readonly Params[];

const nameOf = (index: Params): string => stringOf(index, 'IndexName') ?? '';

function changeIndex(indexes: Indexes, update: Params): Indexes {
  const [create, change, removal] = ['Create', 'Update', 'Delete'].map((kind) => recordOf<unknown>(update, kind));
  const name = nameOf(create ?? change ?? removal ?? {});
  const exists = indexes.some((index) => nameOf(index) === name);
  if (create) {
    if (exists) throw validation(`Attempting to create an index which already exists: ${name}`);
    return [...indexes, create];
  }
  if (!exists) throw validation(`The table does not have the specified index: ${name}`);
  if (removal) return indexes.filter((index) => nameOf(index) !== name);
  return indexes.map((index) => (nameOf(index) === name ? { ...index, ...change } : index));
}

/** Attributes that are no longer any key's are forgotten, as they are on AWS when their index goes. */
function definitionsFor(settings: Params, given: Params): Indexes {
  const all = [...structuresOf(settings, 'AttributeDefinitions'), ...structuresOf(given, 'AttributeDefinitions')];
  const schemas = [
    settings,
    ...['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((kind) => structuresOf(settings, kind)),
  ];
  const used = schemas
    .flatMap((schema) => structuresOf(schema, 'KeySchema'))
    .map((key) => stringOf(key, 'AttributeName'));
  const byName = new Map(all.map((definition) => [stringOf(definition, 'AttributeName'), definition]));
  return [...byName].filter(([name]) => used.includes(name)).map(([, definition]) => definition);
}

function changeSettings(settings: Params, params: Params): Params {
  const { GlobalSecondaryIndexes: existing, ...others } = settings;
  const given = Object.entries(params).filter(([name]) => CHANGEABLE.includes(name));
  let indexes = (existing ?? []) as Indexes;
  for (const update of structuresOf(params, 'GlobalSecondaryIndexUpdates')) indexes = changeIndex(indexes, update);
  const changed: Params = {
    ...others,
    ...Object.fromEntries(given),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
  if (changed['BillingMode'] === 'PAY_PER_REQUEST') delete changed['ProvisionedThroughput'];
  return { ...changed, AttributeDefinitions: definitionsFor(changed, params) };
}

export const updateTable: Operation = {
  name: 'UpdateTable',
  writes: true,
  handle: (params, world) => {
    if (params['ReplicaUpdates'] !== undefined) throw notImplemented('dynamodb', 'UpdateTable with ReplicaUpdates');
    const row = findTable(world, params);
    const settings = changeSettings(row.settings, params);
    checkSettings(settings);
    const changed = switchStream(world, { ...row, settings }, params);
    tables(world).set(row.name, changed);
    if (params['GlobalSecondaryIndexUpdates'] !== undefined) forgetLiveTable(world, row);
    return { body: { TableDescription: { ...describeTable(world, changed), TableStatus: 'UPDATING' } } };
  },
};
