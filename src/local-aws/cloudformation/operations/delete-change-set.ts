import { AwsError } from '../../kernel/aws-error.ts';
import type { Operation } from '../../kernel/operation.ts';
import { changeSets, findChangeSet, type ChangeSetRow } from '../changes/change-set-rows.ts';

/** What is not there is no error; one that is being executed cannot be deleted. */
export const deleteChangeSet: Operation = {
  name: 'DeleteChangeSet',
  writes: true,
  handle: (params, world) => {
    const row = find(() => findChangeSet(world, params));
    if (row?.status === 'CREATE_PENDING' || row?.executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatus',
        400,
        `ChangeSet [${row.id}] cannot be deleted in its current status`,
      );
    }
    if (row) changeSets(world).delete(row.id);
    return { body: {} };
  },
};

function find(look: () => ChangeSetRow): ChangeSetRow | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ChangeSetNotFound') return undefined;
    throw error;
  }
}
