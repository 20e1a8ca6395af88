import { textDigest } from '../model/digest.ts';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { VersionState } from '../model/snapshot.ts';
import type { LatestState } from '../release/cloud.ts';
import { toFunctionSettings } from './function-settings.ts';

export const toVersionState = (configuration: FunctionConfiguration): VersionState => ({
  version: configuration.Version ?? '',
  codeSha256: configuration.CodeSha256 ?? '',
  description: configuration.Description ?? '',
  runtime: configuration.Runtime ?? '',
  memoryMb: configuration.MemorySize ?? 0,
  timeoutSeconds: configuration.Timeout ?? 0,
  environmentDigests: digestValues(configuration.Environment?.Variables ?? {}),
  codeBytes: configuration.CodeSize ?? 0,
  layerArns: (configuration.Layers ?? []).map(({ Arn }) => Arn ?? ''),
  ...(configuration.Role && { roleArn: configuration.Role }),
  ...(configuration.DeadLetterConfig?.TargetArn && { deadLetterArn: configuration.DeadLetterConfig.TargetArn }),
});

export const toLatestState = (configuration: FunctionConfiguration): LatestState => ({
  ...toVersionState(configuration),
  revisionId: configuration.RevisionId ?? '',
  settings: toFunctionSettings(configuration),
  state: configuration.State ?? '',
  lastUpdateStatus: configuration.LastUpdateStatus ?? '',
  reason: configuration.LastUpdateStatusReason ?? configuration.StateReason ?? '',
});

function digestValues(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(variables).toSorted();
  return Object.fromEntries(names.map((name) => [name, textDigest(variables[name] ?? '')]));
}
