import { logicalName } from '../model/logical-name.ts';
import type { FunctionDefinition } from '../model/service.ts';
import type { Resource } from './template.ts';

export const logGroupId = (functionKey: string): string => `Log${logicalName(functionKey)}`;
export const logGroupName = (lambdaName: string): string => `/aws/lambda/${lambdaName}`;

export function logGroup(definition: FunctionDefinition): Resource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: logGroupName(definition.lambdaName), RetentionInDays: definition.logRetentionDays },
  };
}
