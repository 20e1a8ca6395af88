import type { World } from '../../kernel/world.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** What is known of a resource once it exists. */
export interface Made {
  readonly physicalId: string;
  /** What `Ref` gives; the physical id where absent. */
  readonly ref?: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface ResourceContext {
  readonly world: World;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** As the template says it. */
  readonly type: string;
  readonly properties: Properties;
  /** The stack's tags, CloudFormation's own (`aws:cloudformation:...`) and the resource's `Tags`, as a map. */
  readonly tags: Readonly<Record<string, string>>;
  /** A name no other resource has: `stack-LogicalId-RANDOM`, the same each time it is asked for. */
  readonly generateName: (maxLength: number) => string;
  /** The server was killed while it was made: what exists already under its name is its own. */
  readonly isResumed: boolean;
  /** Says as soon as it exists what was made, so that a failure or a kill after it still finds it. */
  readonly claim: (physicalId: string) => void;
}

export interface ExistingContext extends ResourceContext {
  readonly physicalId: string;
  /** As applied before. */
  readonly previous: Properties;
  /** It is not certain what was applied (a rollback, a resumed update): everything is to be applied again. */
  readonly isForced: boolean;
}

/**
 * One resource type. Without `update` every change replaces the resource. `remove` succeeds when there is nothing to remove.
 * All throw AwsError; its message becomes the reason in the event.
 */
export interface ResourceType {
  readonly type: string;
  /** Every property it takes; `Tags` included where it has them. */
  readonly properties: readonly string[];
  readonly required?: readonly string[];
  /** Properties whose change needs a replacement. */
  readonly createOnly?: readonly string[];
  /** What `Fn::GetAtt` knows; `*`: anything. */
  readonly attributes?: readonly string[];
  /** The property that names it: a resource named by its owner cannot be replaced while it keeps the name. */
  readonly nameProperty?: string;
  /** The stack's tags reach it: a change of theirs updates it. */
  readonly taggable?: boolean;
  readonly create: (context: ResourceContext) => Promise<Made>;
  readonly update?: (context: ExistingContext) => Promise<Made>;
  readonly remove: (context: ExistingContext) => Promise<void>;
}
