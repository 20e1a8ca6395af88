import type { Connections, StreamSettings, TopicFilter } from './connections.ts';
import type { KnownRelease } from './release.ts';

/** The world as AWS showed it in one look: plain data, the plan's only knowledge. */
export interface Snapshot {
  readonly accountId: string;
  readonly region: string;
  /** Undefined: no stack of that name. */
  readonly stack?: StackState;
  /** By function key; a function that does not exist is absent. */
  readonly functions: Readonly<Record<string, FunctionState>>;
  readonly api?: ApiState;
  /** JSON text of the foundation as it is deployed; read only when another one is wanted. */
  readonly foundation?: string;
  /** Route keys that the live stage serves; read only when the routes differ. */
  readonly liveRoutes?: readonly string[];
  /** For a service without routes: its releases, kept in aliases `ship-r<N>` of its functions. */
  readonly routeless?: {
    readonly live?: KnownRelease;
    /** Newest first. */
    readonly releases: readonly KnownRelease[];
    /** Of the main function's `live` alias. */
    readonly description: string;
  };
  readonly lock?: LockState;
  /** Reserved concurrency, by function key; only functions that ask for one, or did in a kept release, are read. */
  readonly reservedConcurrency: Readonly<Record<string, number | undefined>>;
  /** Versions with provisioned concurrency, by function key; read where `reservedConcurrency` is. */
  readonly provisioned: Readonly<Record<string, readonly ProvisionedState[]>>;
  /** Mappings whose target is a `live` alias of this service. */
  readonly eventSources: readonly EventSourceState[];
  /** Who may call which `live` alias; read where something pushes events, or did. */
  readonly permissions: readonly PermissionState[];
  /** What buckets tell functions of this service. */
  readonly notifications: readonly NotificationState[];
  /** Of topics; read of those that the wanted connections name, and the kept ones. */
  readonly subscriptions: readonly SubscriptionState[];
  /** By digest; read only where the stack keeps connections besides the wanted ones. */
  readonly connections: Readonly<Record<string, Connections>>;
}

export interface StackState {
  readonly name: string;
  /** From the stack's ARN: the cheapest proof of which account answers. */
  readonly accountId: string;
  /** CloudFormation's StackStatus. */
  readonly status: string;
  readonly statusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface FunctionState {
  readonly key: string;
  /** Ascending by number; `$LATEST` is left out. */
  readonly versions: readonly VersionState[];
  readonly latest: VersionState;
  /** The function's aliases, by name. Read only where ship needs them (main, and functions with a `live` alias). */
  readonly aliases: Readonly<Record<string, AliasState>>;
}

export interface VersionState {
  readonly version: string;
  /** Base64, as Lambda says it. */
  readonly codeSha256: string;
  readonly description: string;
  readonly runtime: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Name -> first 16 hex digits of the value's sha256: values never leave the aws room. */
  readonly environmentDigests: Readonly<Record<string, string>>;
  readonly codeBytes: number;
  readonly layerArns: readonly string[];
  /** Two versions behind one weighted alias must have the same of both. */
  readonly roleArn?: string;
  readonly deadLetterArn?: string;
}

export interface ProvisionedState {
  readonly version: string;
  /** Asked for. */
  readonly executions: number;
  readonly isReady: boolean;
}

export interface AliasState {
  readonly name: string;
  readonly version: string;
  /** Version -> share of the calls that it gets instead. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly description: string;
  readonly revisionId: string;
}

export interface ApiState {
  readonly id: string;
  /** `https://abc.execute-api.eu-west-1.amazonaws.com`, without a stage. */
  readonly endpoint: string;
  readonly live?: StageState;
  readonly preview?: StageState;
  /** Other stages: whoever made them, what they point to is never deleted. */
  readonly otherStages: readonly StageState[];
  /** Newest first. */
  readonly deployments: readonly DeploymentState[];
  /** A share of the calls goes to another release than the live one. */
  readonly canary?: CanaryState;
  /** A release waits on the preview for a person. */
  readonly waiting?: WaitingState;
}

/** From the live stage's description; only while that stage shows the deployment it speaks of. */
export interface CanaryState {
  readonly number: number;
  /** Of the release as a whole, and of the step that the live stage shows. */
  readonly deploymentId: string;
  readonly stepDeploymentId: string;
  /** Of the live release: where all other calls go. */
  readonly overDeploymentId: string;
  readonly percent: number;
  /** ISO 8601. */
  readonly since: string;
}

/** From the preview stage's description; only while that stage shows the deployment it speaks of. */
export interface WaitingState {
  readonly number: number;
  readonly deploymentId: string;
  /** What was live when it was tested; undefined: nothing. */
  readonly over?: { readonly number: number; readonly deploymentId: string };
  readonly since: string;
  readonly actor: string;
}

export interface StageState {
  readonly name: string;
  readonly deploymentId?: string;
  readonly autoDeploy: boolean;
  readonly description: string;
  /** They belong to the stage, whatever it shows. Absent: none. */
  readonly throttles?: readonly Throttle[];
}

export interface Throttle {
  /** Absent: for all routes that have none of their own. */
  readonly routeKey?: string;
  readonly perSecond?: number;
  readonly burst?: number;
}

export interface DeploymentState {
  readonly id: string;
  readonly status: 'PENDING' | 'FAILED' | 'DEPLOYED';
  /** ISO 8601. */
  readonly createdAt: string;
  readonly description: string;
  /** Undefined: not made by ship, or its description was changed. */
  readonly release?: KnownRelease;
  /** It is no release, but a step on the way to one. */
  readonly step?: { readonly release: number; readonly percent: number };
}

export interface LockState {
  readonly revisionId: string;
  /** `ada@laptop`; undefined: free. */
  readonly owner?: string;
  /** Unique to one run. */
  readonly runId?: string;
  /** What the holder is doing: `deploy r18`. */
  readonly purpose?: string;
  /** ISO 8601. */
  readonly since?: string;
  readonly expiresAt?: string;
  /** Of the holder: machine, process id and when that process began. */
  readonly process?: string;
  /** Marks of runs that had it before and did not come to their end, latest first. */
  readonly after?: readonly string[];
}

export interface EventSourceState extends EventSourceSettings {
  readonly uuid: string;
  /** Key of the function it feeds. */
  readonly function: string;
  /** Creating, Enabled, Updating, Disabled, ... */
  readonly state: string;
}

export interface EventSourceSettings {
  readonly sourceArn: string;
  /** `live` alias ARN. */
  readonly targetArn: string;
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly filterPatterns: readonly unknown[];
  /** Only of streams. The failure destination is an ARN. */
  readonly stream?: StreamSettings<string>;
}

/** A statement of the policy of a function's `live` alias. */
export interface PermissionState {
  readonly function: string;
  readonly statementId: string;
  readonly principal: string;
  readonly sourceArn: string;
}

/** Of an SNS topic to a function's `live` alias: which messages it gets. */
export interface SubscriptionState extends TopicFilter {
  readonly arn: string;
}

export interface NotificationState {
  readonly bucket: string;
  readonly id: string;
  readonly functionArn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

/** An EventBridge rule as it is; read for drift only. */
export interface RuleState {
  readonly isEnabled: boolean;
  readonly pattern?: unknown;
  readonly schedule?: string;
  readonly targets: readonly { readonly id: string; readonly arn: string; readonly input?: string }[];
}

/** What an IAM role may do: its inline policies' documents by name, and the ARNs of its managed ones. */
export interface RolePolicies {
  readonly inline: Readonly<Record<string, unknown>>;
  readonly managed: readonly string[];
}
