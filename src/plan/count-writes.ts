import type { Step } from '../model/plan.ts';

/** What a step writes, once each where nothing goes wrong: `Lambda.PublishVersion`. Reads and waiting come on top. */
const writes: { readonly [Kind in Step['kind']]: readonly string[] } = {
  'take-lock': ['Lambda.UpdateAlias'],
  'delete-failed-stack': ['CloudFormation.DeleteStack'],
  'wait-for-stack': [],
  'apply-foundation': ['CloudFormation.CreateChangeSet', 'CloudFormation.ExecuteChangeSet'],
  'publish-layer': ['Lambda.PublishLayerVersion'],
  'upload-artifact': ['S3.PutObject'],
  'create-function': ['Lambda.CreateFunction'],
  'clear-layers': ['Lambda.UpdateFunctionConfiguration'],
  'update-code': ['Lambda.UpdateFunctionCode'],
  'update-configuration': ['Lambda.UpdateFunctionConfiguration'],
  'publish-version': ['Lambda.PublishVersion'],
  'end-canary': ['ApiGatewayV2.UpdateStage'],
  'weigh-versions': ['Lambda.CreateAlias'],
  'assemble-share': ['ApiGatewayV2.ReimportApi', 'ApiGatewayV2.CreateDeployment'],
  'draft-routes': ['ApiGatewayV2.ReimportApi'],
  'import-routes': ['ApiGatewayV2.ReimportApi'],
  'create-deployment': ['ApiGatewayV2.CreateDeployment'],
  'check-preview': [],
  'reserve-concurrency': ['Lambda.PutFunctionConcurrency'],
  'provision-concurrency': ['Lambda.PutProvisionedConcurrencyConfig'],
  'warm-up': [],
  'run-hook': ['Lambda.Invoke'],
  'smoke-preview': [],
  'smoke-invoke': ['Lambda.Invoke'],
  'read-alarms': [],
  'shift-traffic': ['ApiGatewayV2.UpdateStage'],
  // It says that it only watches, and that it does no more.
  bake: ['Lambda.UpdateAlias', 'Lambda.UpdateAlias'],
  'hold-preview': ['ApiGatewayV2.UpdateStage'],
  'recheck-preview': [],
  'restore-preview': ['ApiGatewayV2.UpdateStage'],
  'switch-stage': ['ApiGatewayV2.UpdateStage'],
  'switch-aliases': ['Lambda.UpdateAlias'],
  settle: [],
  'smoke-live': [],
  'move-live-alias': ['Lambda.UpdateAlias'],
  'allow-invoke': ['Lambda.AddPermission'],
  'forbid-invoke': ['Lambda.RemovePermission'],
  'ensure-event-source': ['Lambda.UpdateEventSourceMapping'],
  'pause-event-source': ['Lambda.UpdateEventSourceMapping'],
  'set-filter': ['SNS.SetSubscriptionAttributes'],
  'ensure-notification': ['S3.PutBucketNotificationConfiguration'],
  'remove-notification': ['S3.PutBucketNotificationConfiguration'],
  'remove-event-source': ['Lambda.DeleteEventSourceMapping'],
  'deprovision-concurrency': ['Lambda.DeleteProvisionedConcurrencyConfig'],
  prune: [],
  'hide-api': ['ApiGatewayV2.DeleteStage'],
  'delete-function': ['Lambda.DeleteFunction'],
  'delete-layer': ['Lambda.DeleteLayerVersion'],
  'empty-bucket': ['S3.DeleteObjects'],
  'delete-stack': ['CloudFormation.DeleteStack'],
  unpin: ['ApiGatewayV2.UpdateStage'],
  'release-lock': ['Lambda.UpdateAlias'],
};

/** Operation -> writes of the whole plan, in the order in which they come first. */
export function countWrites(steps: readonly Step[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const step of steps) for (const name of writesOf(step)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function writesOf(step: Step): readonly string[] {
  if (step.kind === 'switch-stage' && step.change === 'create') return ['ApiGatewayV2.CreateStage'];
  if (step.kind === 'ensure-event-source' && step.uuid === undefined) return ['Lambda.CreateEventSourceMapping'];
  if (step.kind === 'import-routes' && step.isDrafted) return [];
  if (step.kind === 'reserve-concurrency' && step.executions === undefined) return ['Lambda.DeleteFunctionConcurrency'];
  if (step.kind === 'weigh-versions') return step.percents.map(() => 'Lambda.CreateAlias');
  return step.kind === 'prune' ? [deletions[step.what.kind]] : writes[step.kind];
}

const deletions = {
  version: 'Lambda.DeleteFunction',
  alias: 'Lambda.DeleteAlias',
  deployment: 'ApiGatewayV2.DeleteDeployment',
  'layer-version': 'Lambda.DeleteLayerVersion',
  artifact: 'S3.DeleteObject',
} as const;
