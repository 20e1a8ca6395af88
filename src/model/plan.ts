import type { TagChange } from './tags.ts';
import type { ReleaseRecord } from './release.ts';

/** In this order; nothing a caller can reach has changed before `canary`, or `switch` where there is none. */
export const phases = [
  'lock',
  'foundation',
  'publish',
  'assemble',
  'verify',
  'canary',
  'switch',
  'observe',
  'finish',
  'unlock',
] as const;
export type Phase = (typeof phases)[number];

/**
 * One thing to do. `lane`: steps of one phase and lane run one after the other, lanes of a phase side by side.
 * `title` is the one sentence that dry run, progress and journal show.
 */
export type Step = {
  readonly id: string;
  readonly phase: Phase;
  readonly lane: string;
  readonly title: string;
} & StepWork;

export type StepWork =
  | { readonly kind: 'take-lock'; readonly function: string }
  | { readonly kind: 'delete-failed-stack' }
  | { readonly kind: 'wait-for-stack' }
  /** A deploy only adds. */
  | { readonly kind: 'apply-foundation'; readonly change: 'create' | 'update' }
  /** Prune takes away what no kept release needs. */
  | { readonly kind: 'apply-foundation'; readonly change: 'trim'; readonly trim: TrimFacts }
  | ({ readonly kind: 'tag-function'; readonly function: string } & TagChange)
  | { readonly kind: 'publish-layer'; readonly function: string; readonly layer: string }
  /** The function's code, or one of its layers. */
  | { readonly kind: 'upload-artifact'; readonly function: string; readonly layer?: string }
  | { readonly kind: 'create-function'; readonly function: string }
  | { readonly kind: 'clear-layers'; readonly function: string }
  | { readonly kind: 'update-code'; readonly function: string }
  | { readonly kind: 'update-configuration'; readonly function: string }
  | { readonly kind: 'publish-version'; readonly function: string }
  /** Callers go back to the live release alone: a run that died left a share of them on another one. */
  | { readonly kind: 'end-canary' }
  | { readonly kind: 'weigh-versions'; readonly function: string; readonly percents: readonly number[] }
  | { readonly kind: 'assemble-share'; readonly percent: number }
  /** Function key -> the version it will most likely get. */
  | { readonly kind: 'draft-routes'; readonly versions: Readonly<Record<string, string>> }
  /** `isDrafted`: only where the guess was wrong something is left to write. */
  | { readonly kind: 'import-routes'; readonly isDrafted: boolean }
  | { readonly kind: 'create-deployment' }
  | { readonly kind: 'check-preview' }
  /** Without `executions`: reserve nothing any more. */
  | { readonly kind: 'reserve-concurrency'; readonly function: string; readonly executions?: number }
  | { readonly kind: 'provision-concurrency'; readonly function: string; readonly executions: number }
  | { readonly kind: 'warm-up'; readonly function: string; readonly test: string; readonly times: number }
  | { readonly kind: 'run-hook'; readonly hook: string }
  | { readonly kind: 'smoke-preview'; readonly test: string }
  | { readonly kind: 'smoke-invoke'; readonly test: string }
  | { readonly kind: 'read-alarms' }
  | { readonly kind: 'shift-traffic'; readonly percent: number }
  | { readonly kind: 'bake'; readonly percent: number; readonly ms: number }
  | { readonly kind: 'hold-preview' }
  | { readonly kind: 'recheck-preview' }
  | { readonly kind: 'restore-preview' }
  | { readonly kind: 'switch-stage'; readonly change: 'create' | 'move' }
  | { readonly kind: 'switch-aliases' }
  | { readonly kind: 'settle' }
  | { readonly kind: 'smoke-live'; readonly test: string }
  | { readonly kind: 'move-live-alias'; readonly function: string; readonly change: 'create' | 'move' }
  | { readonly kind: 'allow-invoke'; readonly function: string; readonly event: string }
  | { readonly kind: 'forbid-invoke'; readonly function: string; readonly statement: string }
  /** `uuid`: the mapping that is there already, be it another function's: it is moved, and keeps its position. */
  | { readonly kind: 'ensure-event-source'; readonly function: string; readonly event: string; readonly uuid?: string }
  | { readonly kind: 'pause-event-source'; readonly uuid: string }
  /** Which messages of a topic the function gets. */
  | { readonly kind: 'set-filter'; readonly function: string; readonly event: string }
  | { readonly kind: 'ensure-notification'; readonly function: string; readonly event: string }
  | { readonly kind: 'remove-notification'; readonly bucket: string; readonly notification: string }
  | { readonly kind: 'remove-event-source'; readonly uuid: string }
  | { readonly kind: 'deprovision-concurrency'; readonly function: string; readonly version: string }
  | { readonly kind: 'prune'; readonly what: PruneTarget }
  | { readonly kind: 'hide-api' }
  | { readonly kind: 'delete-function'; readonly lambdaName: string }
  | { readonly kind: 'delete-layer'; readonly layer: string }
  | { readonly kind: 'empty-bucket'; readonly bucket: string }
  | { readonly kind: 'delete-stack' }
  | { readonly kind: 'unpin' }
  | { readonly kind: 'release-lock' };

export type PruneTarget =
  | { readonly kind: 'version'; readonly function: string; readonly version: string; readonly because: string }
  | { readonly kind: 'alias'; readonly function: string; readonly alias: string; readonly because: string }
  | { readonly kind: 'deployment'; readonly deploymentId: string; readonly because: string }
  | { readonly kind: 'layer-version'; readonly arn: string; readonly because: string }
  | { readonly kind: 'artifact'; readonly bucket: string; readonly key: string; readonly because: string };

export interface TrimFacts {
  /** There is nothing left to go back to: all that the config does not name goes. Otherwise only what has a mark. */
  readonly whole: boolean;
  /** Outputs of the stack whose resources kept releases need. */
  readonly needed: readonly string[];
  /** Digests of what kept releases connect. */
  readonly connections: readonly string[];
}

/** Everything `deploy` will do, whole and plain: printed, saved and run as the same value. */
export interface Plan {
  readonly schema: 1;
  readonly service: string;
  readonly environment: string;
  /** The release this plan makes; its `functions` hold versions only where they are reused. */
  readonly release: PlannedRelease;
  /** Undefined: nothing is live yet. */
  readonly from?: { readonly number: number; readonly digest: string; readonly deploymentId?: string };
  /** The world the plan was made for. In another world it is refused. */
  readonly assumes: {
    readonly accountId: string;
    readonly liveDeploymentId?: string;
    readonly lockRevisionId?: string;
    readonly stackStatus?: string;
    readonly foundationDigest?: string;
  };
  readonly changes: Changes;
  /** How it goes live, where that is not all at once or not what was asked for. */
  readonly rollout?: Rollout;
  /** Empty: nothing to do. */
  readonly steps: readonly Step[];
}

/** `canary:10%/10m`; `because`: why it goes live all at once although another strategy was asked for. */
export interface Rollout {
  readonly strategy: string;
  readonly percents: readonly number[];
  readonly because?: string;
}

export interface PlannedRelease extends Omit<ReleaseRecord, 'functions'> {
  readonly functions: readonly PlannedFunction[];
}

export interface PlannedFunction {
  readonly key: string;
  readonly digest: string;
  /** Base64 CodeSha256 that Lambda must show. */
  readonly codeSha256: string;
  /** Set: this published version is reused. */
  readonly version?: string;
}

/** What is different, for people and for `--json`. */
export interface Changes {
  readonly functions: readonly FunctionChange[];
  readonly routes: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: boolean;
  };
  readonly foundation: 'none' | 'create' | 'update';
  /** What an update changes; undefined where nothing does. */
  readonly foundationChanges?: FoundationChanges;
  readonly events: readonly string[];
  /** Of the stack and of the functions that are there: `+ team=shop`. */
  readonly tags?: readonly string[];
  readonly pinned?: string;
}

export interface FunctionChange {
  readonly key: string;
  readonly change: 'new' | 'code' | 'configuration' | 'code and configuration' | 'unchanged' | 'removed';
  readonly zippedBytes?: number;
  readonly unzippedBytes?: number;
  readonly liveZippedBytes?: number;
  /** Names only, never values. */
  readonly environment: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  readonly settings: readonly string[];
}

export interface FoundationChanges {
  /** `Queue (AWS::SQS::Queue)` */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Made anew, with another address and without what was in it, and by which properties. */
  readonly replaced: readonly string[];
  /** No longer named by the config; kept for the older releases until they are pruned. */
  readonly leftOver: readonly string[];
  readonly gained: readonly PermissionChange[];
  readonly lost: readonly PermissionChange[];
}

export interface PermissionChange {
  /** Logical id of the role. */
  readonly role: string;
  readonly effect: string;
  readonly actions: string;
  readonly resources: string;
}
