import { recordOf } from '../../kernel/members.ts';
import type { Operation, Params } from '../../kernel/operation.ts';
import type { World } from '../../kernel/world.ts';
import { constraint, validation } from '../dynamodb-error.ts';
import { capacityOf, type Consumed } from '../items/capacity.ts';
import { primaryOf } from '../items/keys.ts';
import { liveTable } from '../items/live-table.ts';
import { perform, type PreparedWrite } from '../items/prepared-write.ts';
import { prepareDelete, preparePut } from '../items/prepare.ts';
import { consumedBy } from '../items/write.ts';

const MOST_WRITES = 25;

function prepareOne(world: World, TableName: string, request: Params): PreparedWrite {
  const put = recordOf<unknown>(request, 'PutRequest');
  const removal = recordOf<unknown>(request, 'DeleteRequest');
  if (put && !removal) return preparePut(world, { TableName, Item: put['Item'] });
  if (removal && !put) return prepareDelete(world, { TableName, Key: removal['Key'] });
  throw validation(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
}

function refuseDuplicates(world: World, writes: readonly PreparedWrite[]): void {
  const keys = writes.map(({ row, key }) => `${row.id} ${primaryOf(liveTable(world, row).schema, key)}`);
  if (new Set(keys).size < keys.length) throw validation('Provided list of item keys contains duplicates');
}

function prepareAll(world: World, params: Params): readonly PreparedWrite[] {
  const items = recordOf<readonly Params[]>(params, 'RequestItems') ?? {};
  const requests = Object.entries(items).flatMap(([table, list]) => list.map((request) => [table, request] as const));
  if (requests.length === 0) {
    throw constraint('{}', 'requestItems', 'Member must have length greater than or equal to 1');
  }
  if (requests.length > MOST_WRITES) {
    throw validation('Too many items requested for the BatchWriteItem call');
  }
  const writes = requests.map(([table, request]) => prepareOne(world, table, request));
  refuseDuplicates(world, writes);
  return writes;
}

/** One after the other and not at once: only transactions are all or nothing. */
export const batchWriteItem: Operation = {
  name: 'BatchWriteItem',
  writes: true,
  handle: (params, world) => {
    const writes = prepareAll(world, params);
    const byTable = new Map<string, Consumed>();
    for (const write of writes) {
      const consumed = consumedBy(world, perform(world, write));
      const table = (byTable.get(consumed.TableName)?.table ?? 0) + consumed.table;
      byTable.set(consumed.TableName, { ...consumed, table });
    }
    const ConsumedCapacity = [...byTable.values()]
      .map((consumed) => capacityOf(params, consumed))
      .filter((capacity) => capacity !== undefined);
    return { body: { UnprocessedItems: {}, ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }) } };
  },
};
