export interface StackIdentity {
  readonly stackId: string;
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly notificationArns: readonly string[];
}

const NAMES = ['AccountId', 'NotificationARNs', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'];

export function isPseudoParameter(name: string): boolean {
  return name.startsWith('AWS::') && NAMES.includes(name.slice(5));
}

export function pseudoParameter(name: string, identity: StackIdentity): unknown {
  const values: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': identity.accountId,
    'AWS::NotificationARNs': identity.notificationArns,
    'AWS::Partition': 'aws',
    'AWS::Region': identity.region,
    'AWS::StackId': identity.stackId,
    'AWS::StackName': identity.stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return values[name];
}
