import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { stringOf, structuresOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import { describeTable } from '../describe.ts';
import { tables } from '../table-rows.ts';

export const createTable: Operation = {
  name: 'CreateTable',
  writes: true,
  handle: (params, world) => {
    const name = stringOf(params, 'TableName') ?? '';
    check(params, name);
    if (tables(world).has(name)) throw new AwsError('ResourceInUseException', 400, `Table already exists: ${name}`);
    const { Tags: _, ...settings } = params;
    const row = { name, id: randomUUID(), settings, createdAt: world.clock.now(), tags: structuresOf(params, 'Tags') };
    tables(world).set(name, row);
    return { body: { TableDescription: { ...describeTable(world, row), TableStatus: 'CREATING' } } };
  },
};

function check(params: Params, name: string): void {
  if (!/^[a-zA-Z0-9_.-]{3,255}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      400,
      `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    );
  }
  const defined = structuresOf(params, 'AttributeDefinitions').map((item) => stringOf(item, 'AttributeName'));
  const missing = structuresOf(params, 'KeySchema').find((key) => !defined.includes(stringOf(key, 'AttributeName')));
  if (!missing) return;
  throw new AwsError(
    'ValidationException',
    400,
    `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${stringOf(missing, 'AttributeName')}], AttributeDefinitions: [${defined.join(', ')}]`,
  );
}
