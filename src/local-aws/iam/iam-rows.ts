import type { Table, Tables } from '../kernel/store.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface RoleRow {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionSeconds: number;
  readonly permissionsBoundaryArn?: string;
  readonly tags: readonly Tag[];
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: string;
}

export interface PolicyRow {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly description?: string;
  readonly tags: readonly Tag[];
  readonly defaultVersionId: string;
  /** Counts on when versions are deleted. */
  readonly lastVersion: number;
  readonly versions: readonly PolicyVersion[];
}

export function roles(store: Tables): Table<RoleRow> {
  return store.table('iam.roles');
}

/** Customer-managed ones, by ARN. */
export function policies(store: Tables): Table<PolicyRow> {
  return store.table('iam.policies');
}
