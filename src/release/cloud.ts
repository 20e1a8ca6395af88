import { AsyncLocalStorage } from 'node:async_hooks';
import type { RolePolicies, RuleState, StackState, VersionState } from '../model/snapshot.ts';
import type {
  AliasCalls,
  ArtifactCalls,
  ConcurrencyCalls,
  EventCalls,
  GatewayCalls,
  NotificationCalls,
  TopicCalls,
  WatchCalls,
} from './cloud-edges.ts';

export type {
  AlarmReading,
  AliasCalls,
  ArtifactCalls,
  ConcurrencyCalls,
  EventCalls,
  GatewayCalls,
  NotificationCalls,
  TopicCalls,
  WatchCalls,
} from './cloud-edges.ts';

/**
 * The port to AWS: one method is one AWS call (lists: one per page), named after what it does there. The steps build
 * their ensures on it; `aws` implements it on the SDK, the crash matrix on memory. Every method may throw a CloudError.
 * Reads of what does not exist answer undefined.
 */
export interface Cloud
  extends
    StackCalls,
    FunctionCalls,
    LayerCalls,
    AliasCalls,
    ConcurrencyCalls,
    EventCalls,
    NotificationCalls,
    TopicCalls,
    GatewayCalls,
    ArtifactCalls,
    WatchCalls {
  readonly readRole: (name: string) => Promise<RolePolicies | undefined>;
  /** Of the default bus where none is named. */
  readonly readRule: (name: string, bus?: string) => Promise<RuleState | undefined>;
  readonly whoAmI: () => Promise<{ readonly accountId: string; readonly arn: string }>;
}

/** `name` is AWS's error code (`ResourceConflictException`); `uncertain`: the effect may have happened. */
export class CloudError extends Error {
  readonly operation: string;
  readonly status: number | undefined;
  readonly uncertain: boolean;
  readonly requestId: string | undefined;

  constructor(
    name: string,
    message: string,
    facts: {
      operation: string;
      status?: number | undefined;
      uncertain?: boolean;
      requestId?: string | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.name = name;
    this.operation = facts.operation;
    this.status = facts.status;
    this.uncertain = facts.uncertain ?? false;
    this.requestId = facts.requestId;
  }
}

/**
 * Asked right before each request of a call leaves: a call may sleep for long inside (retries, pace, a stopped process).
 * What it throws ends the call.
 */
export const beforeRequest = new AsyncLocalStorage<() => Promise<void>>();

export interface ChangeSetState {
  readonly status: string;
  readonly executionStatus: string;
  readonly reason: string;
  readonly changes: readonly ResourceChange[];
}

export interface ResourceChange {
  /** Add, Modify, Remove, Import, Dynamic. */
  readonly action: string;
  readonly logicalId: string;
  readonly type: string;
  readonly replacement: 'True' | 'False' | 'Conditional' | undefined;
}

export interface StackEvent {
  readonly at: string;
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly token?: string;
}

export interface StackCalls {
  readonly describeStack: (name: string) => Promise<StackState | undefined>;
  /** All pages. */
  readonly stackResources: (
    name: string,
  ) => Promise<readonly { readonly logicalId: string; readonly physicalId: string; readonly type: string }[]>;
  /** As it was given, JSON or YAML text. */
  readonly readTemplate: (name: string) => Promise<string | undefined>;
  readonly createChangeSet: (input: {
    stackName: string;
    name: string;
    kind: 'CREATE' | 'UPDATE';
    /** JSON text. */
    template: string;
    tags: Readonly<Record<string, string>>;
  }) => Promise<void>;
  readonly describeChangeSet: (stackName: string, name: string) => Promise<ChangeSetState | undefined>;
  readonly executeChangeSet: (stackName: string, name: string, token: string) => Promise<void>;
  readonly deleteChangeSet: (stackName: string, name: string) => Promise<void>;
  readonly deleteStack: (name: string, token: string) => Promise<void>;
  /** Newest first, first page. */
  readonly stackEvents: (name: string, token: string) => Promise<readonly StackEvent[]>;
}

export type Code =
  | { readonly kind: 'zip'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string };

export interface FunctionSettings {
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
  readonly roleArn: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly ephemeralStorageMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly layerArns: readonly string[];
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly tracing: boolean;
  readonly logGroup: string;
  readonly description: string;
}

export interface LatestState extends VersionState {
  readonly revisionId: string;
  /** What is configured now, to compare with what is wanted. Holds environment values: never printed. */
  readonly settings: FunctionSettings;
  /** Pending, Active, Inactive, Failed. */
  readonly state: string;
  readonly lastUpdateStatus: string;
  readonly reason: string;
}

export interface InvokeResult {
  readonly executedVersion: string;
  /** Undefined: the function did not fail. */
  readonly functionError?: string;
  readonly payload: string;
  /** Last 4 KB of the log. */
  readonly logTail: string;
}

/** A zip as it came from AWS, and what AWS says of it. */
export interface FetchedZip {
  /** Base64, as Lambda says it. */
  readonly codeSha256: string;
  /** Base64, of the bytes that came. */
  readonly bytesSha256: string;
}

/** What of a version belongs to its bytes: they were built for it. */
export interface FetchedCode extends FetchedZip {
  readonly handler: string;
  readonly architecture: string;
  readonly runtime: string;
  readonly layerArns: readonly string[];
}

export interface FunctionCalls {
  /** Writes the zip of a published version to that path. */
  readonly fetchCode: (name: string, version: string, path: string) => Promise<FetchedCode | undefined>;
  readonly readFunction: (name: string, qualifier?: string) => Promise<LatestState | undefined>;
  /** All pages; `$LATEST` included, first. */
  readonly listVersions: (name: string) => Promise<readonly VersionState[] | undefined>;
  readonly createFunction: (
    settings: FunctionSettings,
    code: Code,
    options: { readonly architecture: 'x86_64' | 'arm64'; readonly tags: Readonly<Record<string, string>> },
  ) => Promise<void>;
  readonly updateCode: (
    name: string,
    code: Code,
    architecture: 'x86_64' | 'arm64',
    revisionId?: string,
  ) => Promise<void>;
  readonly updateConfiguration: (settings: FunctionSettings, revisionId?: string) => Promise<void>;
  readonly publishVersion: (
    name: string,
    input: { readonly codeSha256: string; readonly revisionId?: string; readonly description: string },
  ) => Promise<LatestState>;
  readonly tagFunction: (arn: string, tags: Readonly<Record<string, string>>) => Promise<void>;
  /** Tags that are not there are no error. */
  readonly untagFunction: (arn: string, keys: readonly string[]) => Promise<void>;
  /** Refuses to be called without a numeric version: DeleteFunction without a qualifier deletes everything. */
  readonly deleteVersion: (name: string, version: string) => Promise<void>;
  readonly deleteFunction: (name: string) => Promise<void>;
  readonly invoke: (name: string, qualifier: string, payload: string, timeoutMs: number) => Promise<InvokeResult>;
}

/** A layer version's zip, of which parts can be read without fetching the whole. */
export interface LayerContent {
  readonly zippedBytes: number;
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
}

export interface LayerCalls {
  /** Writes the zip of a layer version to that path. */
  readonly fetchLayer: (arn: string, path: string) => Promise<FetchedZip | undefined>;
  /** Any layer version by its ARN, of whatever account. */
  readonly readLayer: (arn: string) => Promise<LayerContent | undefined>;
  /** Newest first; undefined members of other makers included. */
  readonly listLayerVersions: (
    layerName: string,
  ) => Promise<readonly { readonly arn: string; readonly description: string }[]>;
  readonly deleteLayerVersion: (arn: string) => Promise<void>;
  /** All its versions. */
  readonly deleteLayer: (layerName: string) => Promise<void>;
  readonly publishLayer: (input: {
    layerName: string;
    code: Code;
    description: string;
    runtimes: readonly string[];
  }) => Promise<{ readonly arn: string }>;
}
