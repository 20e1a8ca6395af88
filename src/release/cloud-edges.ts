import type {
  AliasState,
  DeploymentState,
  EventSourceSettings,
  EventSourceState,
  NotificationState,
  PermissionState,
  ProvisionedState,
  StageState,
  SubscriptionState,
} from '../model/snapshot.ts';
import type { MetricAnswers, MetricQuery } from './version-metrics.ts';

// The parts of the cloud port around functions: aliases, concurrency, event sources, the gateway, the bucket, CloudWatch. See cloud.ts.

export interface AliasCalls {
  readonly listAliases: (functionName: string) => Promise<readonly AliasState[] | undefined>;
  readonly readAlias: (functionName: string, name: string) => Promise<AliasState | undefined>;
  readonly createAlias: (
    functionName: string,
    input: {
      name: string;
      version: string;
      description: string;
      /** Version -> share of the calls. */
      weights?: Readonly<Record<string, number>>;
    },
  ) => Promise<AliasState>;
  /** Compare-and-swap when a revisionId is given: PreconditionFailedException otherwise. */
  readonly updateAlias: (
    functionName: string,
    input: {
      name: string;
      version?: string;
      description?: string;
      revisionId?: string;
      weights?: Readonly<Record<string, number>>;
    },
  ) => Promise<AliasState>;
  readonly deleteAlias: (functionName: string, name: string) => Promise<void>;
  readonly allowInvoke: (
    functionName: string,
    qualifier: string,
    input: { statementId: string; principal: string; sourceArn: string; sourceAccount?: string },
  ) => Promise<void>;
}

export interface ConcurrencyCalls {
  readonly readReservedConcurrency: (functionName: string) => Promise<number | undefined>;
  readonly reserveConcurrency: (functionName: string, executions: number | undefined) => Promise<void>;
  readonly provisionConcurrency: (functionName: string, version: string, executions: number) => Promise<void>;
  readonly readProvisionedConcurrency: (
    functionName: string,
    version: string,
  ) => Promise<
    | { readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED'; readonly requested: number; readonly reason: string }
    | undefined
  >;
  /** Versions (numbers, no aliases) of the function that have a configuration. */
  readonly listProvisionedVersions: (functionName: string) => Promise<readonly ProvisionedState[]>;
  readonly removeProvisionedConcurrency: (functionName: string, version: string) => Promise<void>;
}

export interface EventCalls {
  /** The mappings whose target is the function's `live` alias. `key` is handed through. */
  readonly listEventSources: (functionName: string, key: string) => Promise<readonly EventSourceState[]>;
  /** Who calls that very version and not an alias of it, by hands other than ship's: ARNs of sources, and principals. */
  readonly listVersionUse: (functionName: string, version: string) => Promise<readonly string[]>;
  readonly createEventSource: (settings: EventSourceSettings) => Promise<{ readonly uuid: string }>;
  /** Switches it on as well. */
  readonly updateEventSource: (uuid: string, settings: EventSourceSettings) => Promise<void>;
  /** It stays, with its settings and its position in the stream. */
  readonly pauseEventSource: (uuid: string) => Promise<void>;
  readonly readEventSource: (
    uuid: string,
  ) => Promise<{ readonly state: string; readonly reason?: string | undefined } | undefined>;
  readonly deleteEventSource: (uuid: string) => Promise<void>;
  /** Of the policy of one qualifier; `key` is handed through. */
  readonly listPermissions: (
    functionName: string,
    qualifier: string,
    key: string,
  ) => Promise<readonly PermissionState[]>;
  /** What is gone already is no failure. */
  readonly forbidInvoke: (functionName: string, qualifier: string, statementId: string) => Promise<void>;
}

export interface NotificationCalls {
  /** Only those that call functions; a bucket that is gone has none. */
  readonly listNotifications: (bucket: string) => Promise<readonly NotificationState[]>;
  /** Reads, changes and writes what the bucket tells: S3 knows it only as a whole, and others may have a part in it. */
  readonly changeNotifications: (
    bucket: string,
    change: { readonly put?: Omit<NotificationState, 'bucket'>; readonly remove?: string },
  ) => Promise<void>;
}

export interface TopicCalls {
  readonly readSubscription: (arn: string) => Promise<SubscriptionState | undefined>;
  readonly setSubscriptionAttribute: (
    arn: string,
    name: 'FilterPolicy' | 'FilterPolicyScope',
    value: string,
  ) => Promise<void>;
}

export interface GatewayCalls {
  /** To take back a first release, before which nothing was live, and to remove the service. */
  readonly deleteStage: (apiId: string, name: string) => Promise<void>;
  readonly readApi: (apiId: string) => Promise<{ readonly endpoint: string } | undefined>;
  /** All pages. Undefined: there is no such API. */
  readonly listStages: (apiId: string) => Promise<readonly StageState[] | undefined>;
  readonly readStage: (apiId: string, name: string) => Promise<StageState | undefined>;
  readonly createStage: (
    apiId: string,
    input: { name: string; deploymentId: string; description: string },
  ) => Promise<void>;
  /** THE switch when the stage is `$default`: one PATCH. */
  readonly updateStage: (
    apiId: string,
    input: { name: string; deploymentId: string; description: string },
  ) => Promise<void>;
  /** All pages, newest first, without `release` (the caller parses descriptions). */
  readonly listDeployments: (apiId: string) => Promise<readonly DeploymentState[]>;
  readonly readDeployment: (
    apiId: string,
    id: string,
  ) => Promise<(DeploymentState & { readonly statusMessage: string }) | undefined>;
  readonly createDeployment: (
    apiId: string,
    input: { description: string; stageName?: string },
  ) => Promise<DeploymentState>;
  readonly deleteDeployment: (apiId: string, id: string) => Promise<void>;
  /** Replaces the draft; fails on warnings. */
  readonly importRoutes: (apiId: string, openApi: string) => Promise<void>;
  /** OAS 3.0 JSON text of what the stage serves. */
  readonly exportRoutes: (apiId: string, stageName: string) => Promise<string>;
}

export interface ArtifactCalls {
  readonly hasArtifact: (bucket: string, key: string) => Promise<boolean>;
  readonly putArtifact: (bucket: string, key: string, path: string) => Promise<void>;
  /** Keys below `artifacts/`, all pages; a bucket that is gone is empty. */
  readonly listArtifacts: (bucket: string) => Promise<readonly string[]>;
  readonly deleteArtifact: (bucket: string, key: string) => Promise<void>;
  /** Every object and version in it; a bucket that is gone is empty. */
  readonly emptyBucket: (bucket: string) => Promise<number>;
  readonly accountLimits: () => Promise<{
    readonly codeSizeUnzipped: number;
    readonly codeSizeZipped: number;
    readonly totalCodeSize: number;
    readonly usedCodeSize: number;
    readonly concurrentExecutions: number;
    readonly unreservedConcurrentExecutions: number;
  }>;
}

export interface WatchCalls {
  /** Each as one value over the whole time, or a few where it is long. */
  readonly readMetrics: (queries: readonly MetricQuery[], since: Date, until: Date) => Promise<MetricAnswers>;
  /** Those of them that there are, whatever kind of alarm. */
  readonly readAlarms: (names: readonly string[]) => Promise<readonly AlarmReading[]>;
}

export interface AlarmReading {
  readonly name: string;
  /** OK, ALARM, INSUFFICIENT_DATA. */
  readonly state: string;
  readonly reason: string;
}
