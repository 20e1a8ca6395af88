import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { structuresOf } from '../../kernel/members.ts';
import type { Operation } from '../../kernel/operation.ts';
import { checkSettings } from '../check-settings.ts';
import { describeTable } from '../describe.ts';
import { constraint, validation } from '../dynamodb-error.ts';
import { switchStream } from '../streams/switch-stream.ts';
import { tableNameOf, tables } from '../table-rows.ts';

function checkName(name: string): void {
  if (!/^[a-zA-Z0-9_.-]*$/.test(name)) {
    throw constraint(name, 'tableName', 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  }
  if (name.length >= 3 && name.length <= 255) return;
  throw validation('TableName must be at least 3 characters long and at most 255 characters long');
}

export const createTable: Operation = {
  name: 'CreateTable',
  writes: true,
  handle: (params, world) => {
    const name = tableNameOf(params);
    checkName(name);
    checkSettings(params);
    if (tables(world).has(name)) throw new AwsError('ResourceInUseException', 400, `Table already exists: ${name}`);
    const { Tags: _, ...settings } = params;
    const made = { name, id: randomUUID(), settings, createdAt: world.clock.now(), tags: structuresOf(params, 'Tags') };
    const row = switchStream(world, made, settings);
    tables(world).set(name, row);
    return { body: { TableDescription: { ...describeTable(world, row), TableStatus: 'CREATING' } } };
  },
};
