import type { RolePolicies, RuleState } from '../../../src/model/snapshot.ts';
import type {
  AliasState,
  DeploymentState,
  EventSourceSettings,
  NotificationState,
  PermissionState,
  StageState,
  VersionState,
} from '../../../src/model/snapshot.ts';
import type { FunctionSettings } from '../../../src/release/cloud.ts';
import type { MetricQuery } from '../../../src/release/version-metrics.ts';

/** What AWS would hold, as plain maps: the ground of the exhaustive tests, behind the same port as the real one. */
export interface MemoryAws {
  readonly accountId: string;
  readonly region: string;
  readonly stacks: Map<string, MemoryStack>;
  /** By physical id: what somebody made of a role by hand. */
  readonly editedRoles: Map<string, RolePolicies | undefined>;
  /** By name: what somebody made of a rule by hand. */
  readonly editedRules: Map<string, RuleState | undefined>;
  readonly functions: Map<string, MemoryFunction>;
  readonly apis: Map<string, MemoryApi>;
  /** By uuid. */
  readonly eventSources: Map<string, EventSourceSettings & { functionName: string; state: string }>;
  /** Statements of `live` aliases, by `function:qualifier`. */
  readonly permissions: Map<string, Omit<PermissionState, 'function'>[]>;
  /** By bucket. */
  readonly notifications: Map<string, NotificationState[]>;
  /** Attributes of subscriptions, by ARN. */
  readonly subscriptions: Map<string, Readonly<Record<string, string>>>;
  readonly objects: Set<string>;
  /** Of the account's room for code. */
  codeBytes: { used: number; limit: number };
  /** What goes along with a call. */
  directUploadBytes: number;
  /** Alarm name -> its state. */
  readonly alarms: Map<string, string>;
  /** What CloudWatch answers to a question about a version; undefined: it has no data. */
  metric?: (query: MetricQuery) => number | undefined;
  readonly layers: Map<string, { arn: string; description: string }[]>;
  counter: number;
}

export interface MemoryStack {
  status: string;
  outputs: Record<string, string>;
  template: string;
  tags?: Readonly<Record<string, string>>;
  readonly changeSets: Map<string, { template: string; tags: Readonly<Record<string, string>>; executed: boolean }>;
}

export interface MemoryFunction {
  settings: FunctionSettings;
  codeSha256: string;
  revision: number;
  next: number;
  readonly versions: Map<string, VersionState & { settings: FunctionSettings }>;
  readonly aliases: Map<string, AliasState>;
  readonly provisioned: Map<string, number>;
  reserved?: number;
  readonly tags: Record<string, string>;
}

export interface MemoryApi {
  draft: string;
  readonly deployments: Map<string, DeploymentState & { document: string }>;
  readonly stages: Map<string, StageState>;
}

export function emptyAws(accountId = '111122223333', region = 'eu-west-1'): MemoryAws {
  return {
    accountId,
    region,
    stacks: new Map(),
    editedRoles: new Map(),
    editedRules: new Map(),
    functions: new Map(),
    apis: new Map(),
    eventSources: new Map(),
    permissions: new Map(),
    notifications: new Map(),
    subscriptions: new Map(),
    objects: new Set(),
    alarms: new Map([['red', 'ALARM']]),
    layers: new Map(),
    codeBytes: { used: 0, limit: 3e11 },
    directUploadBytes: 52_428_800,
    counter: 0,
  };
}

export function nextId(aws: MemoryAws, prefix: string): string {
  return `${prefix}${++aws.counter}`;
}
