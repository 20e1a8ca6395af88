import { partitionOf } from '../../model/arn.ts';
import { stackName } from '../../model/names.ts';
import type { Service } from '../../model/service.ts';

/** What somebody with the policy may do. `promote`: what is read where a release comes from; where it goes wants `deploy`. */
export const policyPurposes = ['deploy', 'promote', 'rollback', 'status', 'prune', 'destroy'] as const;
export type PolicyPurpose = (typeof policyPurposes)[number];

/** One statement of a policy, and who needs it. */
export interface Grant {
  readonly sid: string;
  readonly for: readonly PolicyPurpose[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyPlace {
  readonly partition: string;
  readonly region: string;
  /** `*` where the config names no account. */
  readonly account: string;
  /** `production-orders`: what everything of the service begins with. */
  readonly prefix: string;
  /** Beginning of the names that CloudFormation makes up for this stack's resources, `*` included. */
  readonly madeUpNames: string;
  /** The service's HTTP API; `*` when it is not known. */
  readonly apiId: string;
}

/**
 * CloudFormation cuts long stack names in the names it makes up, and says nowhere where: seen are 24 characters and more.
 */
const surelyKept = 24;

export function policyPlace(service: Service, apiId = '*'): PolicyPlace {
  const { region, accountId } = service.environment;
  const prefix = stackName(service);
  return {
    partition: partitionOf(region),
    region,
    account: accountId ?? '*',
    prefix,
    madeUpNames: prefix.length > surelyKept ? `${prefix.slice(0, surelyKept)}*` : `${prefix}-*`,
    apiId,
  };
}

/** `arn:aws:lambda:eu-west-1:123456789012:function:...` */
export const arnIn = ({ partition, region, account }: PolicyPlace, service: string, rest: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

/** IAM and S3 know no regions. */
export const globalArn = ({ partition, account }: PolicyPlace, service: string, rest: string): string =>
  `arn:${partition}:${service}::${account}:${rest}`;
