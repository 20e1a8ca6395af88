import { recordOf, stringOf, structuresOf } from '../kernel/members.ts';
import type { Params } from '../kernel/operation.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
}

export interface IndexSchema extends KeySchema {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  /** Attributes that the index holds besides keys; INCLUDE only. */
  readonly included: readonly string[];
}

export interface TableSchema extends KeySchema {
  readonly indexes: readonly IndexSchema[];
}

export const keyAttributes = ({ hash, range }: KeySchema): readonly KeyAttribute[] => (range ? [hash, range] : [hash]);

function readKeys(settings: Params, schema: readonly Params[]): KeySchema {
  const types = new Map(
    structuresOf(settings, 'AttributeDefinitions').map((definition) => [
      stringOf(definition, 'AttributeName'),
      stringOf(definition, 'AttributeType') as KeyAttribute['type'],
    ]),
  );
  const find = (keyType: string): KeyAttribute | undefined => {
    const key = schema.find((element) => stringOf(element, 'KeyType') === keyType);
    const name = key && stringOf(key, 'AttributeName');
    return name === undefined ? undefined : { name, type: types.get(name) ?? 'S' };
  };
  const range = find('RANGE');
  return { hash: find('HASH') as KeyAttribute, ...(range && { range }) };
}

function readIndex(settings: Params, index: Params, kind: IndexSchema['kind']): IndexSchema {
  const projection = recordOf<unknown>(index, 'Projection') ?? {};
  return {
    ...readKeys(settings, structuresOf(index, 'KeySchema')),
    name: stringOf(index, 'IndexName') ?? '',
    kind,
    projection: (stringOf(projection, 'ProjectionType') ?? 'ALL') as IndexSchema['projection'],
    included: (projection['NonKeyAttributes'] as readonly string[] | undefined) ?? [],
  };
}

/** The keys and indexes of a table's settings (AWS's members). */
export function readSchema(settings: Params): TableSchema {
  return {
    ...readKeys(settings, structuresOf(settings, 'KeySchema')),
    indexes: [
      ...structuresOf(settings, 'GlobalSecondaryIndexes').map((index) => readIndex(settings, index, 'global')),
      ...structuresOf(settings, 'LocalSecondaryIndexes').map((index) => readIndex(settings, index, 'local')),
    ],
  };
}
