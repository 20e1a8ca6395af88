import type { Service } from './service.ts';

/** Names that several rooms must agree on. Outputs are of the foundation stack. */
export const outputs = {
  apiId: 'ApiId',
  apiEndpoint: 'ApiEndpoint',
  gatewayRoleArn: 'GatewayRoleArn',
  artifactBucket: 'ArtifactBucket',
  foundationDigest: 'ShipFoundationDigest',
  roleArn: (functionKey: string): string => `Role${pascalCase(functionKey)}Arn`,
  queueArn: (eventName: string): string => `Queue${pascalCase(eventName)}Arn`,
  queueUrl: (eventName: string): string => `Queue${pascalCase(eventName)}Url`,
  /** ARN of the EventBridge rule or schedule behind a bus or schedule event. */
  ruleArn: (eventName: string): string => `Rule${pascalCase(eventName)}Arn`,
} as const;

/** `production-orders` */
export function stackName(service: Pick<Service, 'name' | 'environment'>): string {
  return `${service.environment.name}-${service.name}`;
}

/** `order-events` -> `OrderEvents`: CloudFormation's logical ids know letters and digits only. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
