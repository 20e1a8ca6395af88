import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { StackParameter } from '../template/parameters.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What a stack is to be, or was. The template itself is kept by its digest. */
export interface Target {
  readonly templateSha256: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: readonly Tag[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface StackOperation {
  readonly id: string;
  readonly kind: 'CREATE_STACK' | 'UPDATE_STACK' | 'DELETE_STACK' | 'ROLLBACK' | 'CONTINUE_ROLLBACK';
  readonly token?: string;
  readonly previousStatus?: string;
  /** Where an update started from. */
  readonly previous?: Target;
  readonly retain?: readonly string[];
  readonly skip?: readonly string[];
  readonly disableRollback?: boolean;
  readonly cancelled?: 'by-user' | 'by-deletion';
}

export interface StackRow {
  readonly stackId: string;
  readonly name: string;
  readonly description?: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  readonly status: string;
  readonly statusReason?: string;
  readonly target: Target;
  readonly outputs: readonly StackOutput[];
  /** Names of other stacks' exports that the target reads. */
  readonly imports: readonly string[];
  readonly capabilities: readonly string[];
  readonly roleArn?: string;
  readonly notificationArns: readonly string[];
  readonly disableRollback: boolean;
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  readonly timeoutMinutes?: number;
  readonly terminationProtection: boolean;
  readonly policy?: string;
  readonly changeSetId?: string;
  readonly parentId?: string;
  readonly rootId?: string;
  readonly operation?: StackOperation;
}

/** One thing that exists (or existed before the operation under way). */
export interface Snapshot {
  readonly type: string;
  readonly physicalId: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether it is kept when it is replaced. */
  readonly isRetained: boolean;
}

export interface ResourceRow {
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  /** Undefined until something was made. */
  readonly current?: Snapshot;
  readonly status: string;
  readonly statusReason?: string;
  readonly changedAt: number;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: string;
  readonly metadata?: unknown;
  /** Counts replacements: generated names differ by it. */
  readonly generation: number;
  /** The operation that touched it last. */
  readonly operationId: string;
  /** The properties of an update under way or failed. */
  readonly attempted?: Readonly<Record<string, unknown>>;
  /** During an update: what it was before; null when it was not there. Absent when the operation has not touched it. */
  readonly before?: Snapshot | null;
  /** What this operation's replacement left behind: deleted in the clean-up. */
  readonly replaced?: readonly Snapshot[];
}

export interface EventRow {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly operationId?: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly at: number;
  readonly status: string;
  readonly reason?: string;
  readonly properties?: string;
  readonly token?: string;
}

export function stacks(world: World): Table<StackRow> {
  return world.store.table<StackRow>('cloudformation.stack');
}

export function resources(world: World): Table<ResourceRow> {
  return world.store.table<ResourceRow>('cloudformation.resource');
}

export function events(world: World): Table<EventRow> {
  return world.store.table<EventRow>('cloudformation.event');
}

/** Template bodies by their SHA-256. */
export function templates(world: World): Table<string> {
  return world.store.table<string>('cloudformation.template');
}

export function resourceKey(stackId: string, logicalId: string): string {
  return `${stackId}\n${logicalId}`;
}

export function resourcesOf(world: World, stackId: string): ResourceRow[] {
  return resources(world)
    .values()
    .filter((row) => row.stackId === stackId);
}
