import { AwsError } from '../kernel/aws-error.ts';
import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface ParameterRow {
  readonly name: string;
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly value: string;
  readonly version: number;
  readonly description?: string;
  readonly dataType: string;
  readonly tier: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

export function parameters(world: World): Table<ParameterRow> {
  return world.store.table<ParameterRow>('ssm.parameter');
}

export function parameterArn(world: World, name: string): string {
  const { region, accountId } = world.config;
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

/** By name, `name:version` or ARN. Throws ParameterNotFound, which has no message. */
export function findParameter(world: World, nameOrArn: string): ParameterRow {
  const name = nameOrArn.replace(/^arn:aws:ssm:[^:]*:\d+:parameter/, '');
  const [bare = '', version] = name.split(':');
  const row = parameters(world).get(bare) ?? parameters(world).get(bare.replace(/^\//, ''));
  if (!row) throw new AwsError('ParameterNotFound', 400, '');
  if (version !== undefined && version !== String(row.version)) throw new AwsError('ParameterVersionNotFound', 400, '');
  return row;
}

export function describeParameter(world: World, row: ParameterRow): Record<string, unknown> {
  return {
    Name: row.name,
    Type: row.type,
    Value: row.value,
    Version: row.version,
    LastModifiedDate: new Date(row.modifiedAt),
    ARN: parameterArn(world, row.name),
    DataType: row.dataType,
  };
}
