import { AwsError } from '../../kernel/aws-error.ts';
import type { Operation } from '../../kernel/operation.ts';
import { describeTable } from '../describe.ts';
import { forgetLiveTable, liveTable } from '../items/live-table.ts';
import { closeStream } from '../streams/switch-stream.ts';
import { findTable, tables } from '../table-rows.ts';

export const deleteTable: Operation = {
  name: 'DeleteTable',
  writes: true,
  handle: (params, world) => {
    const row = findTable(world, params);
    const description = describeTable(world, row);
    if (description['DeletionProtectionEnabled'] === true) {
      throw new AwsError(
        'ValidationException',
        400,
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    closeStream(world, row);
    liveTable(world, row).clear();
    forgetLiveTable(world, row);
    tables(world).delete(row.name);
    return { body: { TableDescription: { ...description, TableStatus: 'DELETING' } } };
  },
};
