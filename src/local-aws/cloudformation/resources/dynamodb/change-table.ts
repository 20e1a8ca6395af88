import { call, textOf } from '../call.ts';
import type { ExistingContext, Properties } from '../resource-type.ts';

type Indexes = readonly Properties[];

const nameOf = (index: Properties): string => textOf(index, 'IndexName') ?? '';
const indexesOf = (properties: Properties): Indexes =>
  (properties['GlobalSecondaryIndexes'] as Indexes | undefined) ?? [];

/** What UpdateTable has to be told so that the indexes become the wanted ones: another key or projection is another index. */
function indexUpdates(existing: Indexes, wanted: Indexes): readonly object[] {
  const definition = ({ KeySchema, Projection }: Properties): string => JSON.stringify([KeySchema, Projection]);
  const kept = wanted.filter((index) =>
    existing.some((other) => nameOf(other) === nameOf(index) && definition(other) === definition(index)),
  );
  const isKept = (index: Properties): boolean => kept.some((other) => nameOf(other) === nameOf(index));
  return [
    ...existing.filter((index) => !isKept(index)).map((index) => ({ Delete: { IndexName: nameOf(index) } })),
    ...wanted.filter((index) => !isKept(index)).map((Create) => ({ Create })),
  ];
}

/** One UpdateTable for each change of a stream: it cannot be replaced in one. */
async function changeStream(
  { world, properties, physicalId: TableName }: ExistingContext,
  table: Properties,
): Promise<void> {
  const [before, wanted] = [table, properties].map((from) => from['StreamSpecification'] as Properties | undefined);
  if (before?.['StreamViewType'] === wanted?.['StreamViewType']) return;
  const update = (StreamSpecification: object): Promise<unknown> =>
    call(world, 'dynamodb', 'UpdateTable', { TableName, StreamSpecification });
  if (before !== undefined) await update({ StreamEnabled: false });
  if (wanted !== undefined) await update({ StreamEnabled: true, StreamViewType: wanted['StreamViewType'] });
}

/** From what the table is to what the template wants. */
export async function changeTable(context: ExistingContext, settings: Record<string, unknown>): Promise<void> {
  const { world, properties, physicalId: TableName } = context;
  const { StreamSpecification: _stream, GlobalSecondaryIndexes: _indexes, ...plain } = settings;
  const { Table } = await call(world, 'dynamodb', 'DescribeTable', { TableName });
  const updates = indexUpdates(indexesOf(Table as Properties), indexesOf(properties));
  await call(world, 'dynamodb', 'UpdateTable', {
    TableName,
    ...plain,
    ...(updates.length > 0 && { GlobalSecondaryIndexUpdates: updates }),
  });
  await changeStream(context, Table as Properties);
}
