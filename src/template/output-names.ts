import { logicalName } from '../model/logical-name.ts';

/** Names of the foundation's outputs: what the rest of the tool reads back from the stack. */
export const outputNames = {
  apiId: 'ApiId',
  apiEndpoint: 'ApiEndpoint',
  gatewayRoleArn: 'GatewayRoleArn',
  artifactBucket: 'ArtifactBucket',
  foundationDigest: 'ShipFoundationDigest',
} as const;

export const roleOutput = (functionKey: string): string => `Role${logicalName(functionKey)}Arn`;
export const queueUrlOutput = (queueName: string): string => `Queue${logicalName(queueName)}Url`;
export const queueArnOutput = (queueName: string): string => `Queue${logicalName(queueName)}Arn`;
export const exportOutput = (exportName: string): string => `Export${logicalName(exportName)}`;
