import type { Operation } from '../kernel/operation.ts';
import { createTable } from './operations/create-table.ts';
import { deleteTable } from './operations/delete-table.ts';
import { describeContinuousBackups } from './operations/describe-continuous-backups.ts';
import { describeTable } from './operations/describe-table.ts';
import { describeTimeToLive } from './operations/describe-time-to-live.ts';
import { listTables } from './operations/list-tables.ts';
import { listTagsOfResource } from './operations/list-tags-of-resource.ts';
import { tagResource } from './operations/tag-resource.ts';
import { updateTable } from './operations/update-table.ts';
import { updateTimeToLive } from './operations/update-time-to-live.ts';

export const operations: readonly Operation[] = [
  createTable,
  deleteTable,
  describeContinuousBackups,
  describeTable,
  describeTimeToLive,
  listTables,
  listTagsOfResource,
  tagResource,
  updateTable,
  updateTimeToLive,
];
