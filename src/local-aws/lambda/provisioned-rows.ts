import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

export interface ProvisionedRow {
  readonly functionName: string;
  /** A version number or an alias. */
  readonly qualifier: string;
  /** The version whose environments are kept. */
  readonly version: string;
  readonly requested: number;
  readonly allocated: number;
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  readonly statusReason?: string;
  readonly lastModified: string;
  /** Tells a later request from the one whose environments just became ready. */
  readonly attempt: string;
}

export const provisionedConfigs = (world: World): Table<ProvisionedRow> =>
  world.store.table('lambda.provisioned-concurrency');
