import type { Table } from '../kernel/store.ts';
import type { World } from '../kernel/world.ts';

/** How asynchronous invocations of one qualifier are treated; other qualifiers of the function have their own or none. */
export interface EventInvokeRow {
  readonly functionName: string;
  /** `$LATEST`, a number or an alias. */
  readonly qualifier: string;
  readonly lastModifiedMs: number;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
}

export const eventInvokeConfigs = (world: World): Table<EventInvokeRow> =>
  world.store.table('lambda.event-invoke-configs');
