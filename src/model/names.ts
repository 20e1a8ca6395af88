import { logicalName } from './logical-name.ts';
import type { Environment } from './service.ts';

/** Names that several rooms must agree on. Outputs are of the foundation stack. */
export const outputs = {
  apiId: 'ApiId',
  apiEndpoint: 'ApiEndpoint',
  gatewayRoleArn: 'GatewayRoleArn',
  artifactBucket: 'ArtifactBucket',
  foundationDigest: 'ShipFoundationDigest',
  /** `mark`: see identities.ts. */
  roleArn: (functionKey: string, mark = ''): string => `Role${logicalName(functionKey)}${mark}Arn`,
  queueArn: (eventName: string): string => `Queue${logicalName(eventName)}Arn`,
  queueUrl: (eventName: string): string => `Queue${logicalName(eventName)}Url`,
  /** ARN of the EventBridge rule or schedule behind a bus or schedule event. */
  ruleArn: (eventName: string, mark = ''): string => `Rule${logicalName(eventName)}${mark}Arn`,
  /** ARN of the own SNS topic behind a topic event. */
  topicArn: (eventName: string): string => `Topic${logicalName(eventName)}Arn`,
  subscriptionArn: (eventName: string, functionKey: string, mark = ''): string =>
    `Subscription${logicalName(eventName)}${logicalName(functionKey)}${mark}Arn`,
  /** What a bucket, a stream or a failure destination given as a CloudFormation value is: its ARN, or a bucket's name. */
  source: (digest: string): string => `Source${digest.slice(0, 10)}`,
  /** Digests of the connections that are kept in the template's metadata: the wanted ones first. */
  connections: 'ShipConnections',
  exported: (exportName: string): string => `Export${logicalName(exportName)}`,
} as const;

/** Where zips lie that are too large for a direct upload: addressed by content. */
export const artifactPrefix = 'artifacts/';

/** Key of a zip, given the hex sha256 of its bytes. */
export function artifactKey(sha256: string): string {
  return `${artifactPrefix}${sha256}.zip`;
}

/** `production-orders` */
export function stackName(service: { readonly name: string; readonly environment: Pick<Environment, 'name'> }): string {
  return `${service.environment.name}-${service.name}`;
}
