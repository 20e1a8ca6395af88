import type { FunctionDefinition } from '../model/service.ts';
import type { Resource } from './template.ts';

export const logGroupName = (lambdaName: string): string => `/aws/lambda/${lambdaName}`;

export function logGroup(definition: FunctionDefinition): Resource {
  return {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: logGroupName(definition.lambdaName), RetentionInDays: definition.logRetentionDays },
  };
}
