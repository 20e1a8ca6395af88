import type { Table, Tables } from '../kernel/store.ts';

export interface LogGroupRow {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly creationTime: number;
  readonly retentionInDays?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly kmsKeyId?: string;
  readonly class: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
}

export interface LogStreamRow {
  readonly group: string;
  readonly name: string;
  readonly creationTime: number;
}

export interface ResourcePolicyRow {
  readonly policyName: string;
  readonly policyDocument: string;
  readonly lastUpdatedTime: number;
}

export function resourcePolicies(store: Tables): Table<ResourcePolicyRow> {
  return store.table<ResourcePolicyRow>('logs.resource-policy');
}

export function logGroups(store: Tables): Table<LogGroupRow> {
  return store.table<LogGroupRow>('logs.group');
}

export function logStreams(store: Tables): Table<LogStreamRow> {
  return store.table<LogStreamRow>('logs.stream');
}

/** Neither name may hold a line feed. */
export function streamKey(group: string, stream: string): string {
  return `${group}\n${stream}`;
}

export function splitKey(key: string): [group: string, stream: string] {
  const [group = '', stream = ''] = key.split('\n');
  return [group, stream];
}
