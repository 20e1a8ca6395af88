import type { Plan, PruneTarget, Step } from '../model/plan.ts';

type StepOf<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;
type Calls<Kind extends Step['kind']> = readonly string[] | ((step: StepOf<Kind>, plan: Plan) => readonly string[]);

/**
 * What a step calls where nothing goes wrong. `+`: once or more, while something is waited for or page by page; `*`: as
 * often as it takes, perhaps never; `?`: unless it is there already, which a plan does not know. That the runners do just this is held by the tests counted-calls, on memory and on the wire.
 */
export function callsOf(step: Step, plan: Plan): readonly string[] {
  const known = calls[step.kind] as Calls<Step['kind']>;
  return typeof known === 'function' ? known(step, plan) : known;
}

const isNew = ({ steps }: Plan, key: string): boolean =>
  steps.some((step) => step.kind === 'create-function' && step.function === key);
const putAlias = (plan: Plan, key: string): string => (isNew(plan, key) ? 'Lambda.CreateAlias' : 'Lambda.UpdateAlias');
/** The pointer is read again right before it is moved. */
const moveStage = ['ApiGatewayV2.GetStage', 'ApiGatewayV2.UpdateStage'] as const;
const deploy = ['ApiGatewayV2.CreateDeployment', 'ApiGatewayV2.GetDeployment*'] as const;
const pauseSource = ['Lambda.UpdateEventSourceMapping', 'Lambda.GetEventSourceMapping+'] as const;
const notify = ['S3.GetBucketNotificationConfiguration', 'S3.PutBucketNotificationConfiguration'] as const;
const changeStack = [
  'CloudFormation.CreateChangeSet',
  'CloudFormation.DescribeChangeSet+',
  'CloudFormation.ExecuteChangeSet',
  'CloudFormation.DescribeStacks+',
] as const;

const calls: { readonly [Kind in Step['kind']]: Calls<Kind> } = {
  // Before the first release nobody has taken it: looked for as the main function is there, and again in taking it.
  'take-lock': (_step, { assumes, from }) =>
    assumes.lockRevisionId === undefined && from === undefined
      ? ['Lambda.GetAlias+', 'Lambda.CreateAlias', 'Lambda.UpdateAlias*']
      : ['Lambda.UpdateAlias+'],
  'delete-failed-stack': ['CloudFormation.DeleteStack', 'CloudFormation.DescribeStacks+'],
  'wait-for-stack': ['CloudFormation.DescribeStacks+'],
  'apply-foundation': ({ change }) =>
    change === 'create' ? changeStack : ['CloudFormation.GetTemplate', ...changeStack],
  'tag-function': ({ set, remove }) => [
    ...(Object.keys(set).length > 0 ? ['Lambda.TagResource'] : []),
    ...(remove.length > 0 ? ['Lambda.UntagResource'] : []),
  ],
  // Functions that share it wait for the first of them.
  'publish-layer': (step, { steps }) => [
    steps.find((one) => one.kind === 'publish-layer' && one.layer === step.layer) === step
      ? 'Lambda.ListLayerVersions+'
      : 'Lambda.ListLayerVersions*',
    'Lambda.PublishLayerVersion?',
  ],
  'upload-artifact': ({ layer }) => [
    ...(layer === undefined ? [] : ['Lambda.ListLayerVersions+']),
    'S3.HeadObject?',
    'S3.PutObject?',
  ],
  'create-function': ['Lambda.CreateFunction'],
  'clear-layers': ['Lambda.GetFunction+', 'Lambda.UpdateFunctionConfiguration', 'Lambda.GetFunction+'],
  'update-code': ['Lambda.UpdateFunctionCode'],
  'update-configuration': ({ lane }, { steps }) => [
    ...(steps.some((step) => step.lane === lane && step.kind === 'update-code') ? ['Lambda.GetFunction+'] : []),
    'Lambda.UpdateFunctionConfiguration',
  ],
  'publish-version': ['Lambda.GetFunction+', 'Lambda.PublishVersion'],
  'end-canary': moveStage,
  // What both releases share is not weighed.
  'weigh-versions': (step, { release }) =>
    release.functions.some(({ key, version }) => key === step.function && version !== undefined)
      ? []
      : step.percents.map(() => 'Lambda.CreateAlias'),
  'assemble-share': (step, { changes, steps }) => [
    ...(changes.routes.changed && steps.find(({ kind }) => kind === 'assemble-share') === step
      ? ['ApiGatewayV2.ExportApi']
      : []),
    'ApiGatewayV2.ReimportApi',
    ...deploy,
  ],
  'draft-routes': ['ApiGatewayV2.ReimportApi'],
  'import-routes': ({ isDrafted }) => (isDrafted ? [] : ['ApiGatewayV2.ReimportApi']),
  'create-deployment': (_step, { from }) =>
    from === undefined ? [...deploy, 'ApiGatewayV2.GetStage', 'ApiGatewayV2.CreateStage'] : deploy,
  'check-preview': ['ApiGatewayV2.ExportApi'],
  'reserve-concurrency': ({ executions }) => [
    executions === undefined ? 'Lambda.DeleteFunctionConcurrency' : 'Lambda.PutFunctionConcurrency',
  ],
  'provision-concurrency': ['Lambda.PutProvisionedConcurrencyConfig', 'Lambda.GetProvisionedConcurrencyConfig+'],
  'warm-up': ({ test, times }, { steps }) =>
    steps.some((step) => step.kind === 'smoke-invoke' && step.test === test)
      ? Array.from({ length: times }, () => 'Lambda.Invoke')
      : [],
  'run-hook': ['Lambda.Invoke'],
  'smoke-preview': [],
  'smoke-invoke': ['Lambda.Invoke'],
  'read-alarms': ['CloudWatch.DescribeAlarms+'],
  'shift-traffic': moveStage,
  // It says that it only watches, and that it does no more; a reading asks of both releases.
  bake: (_step, { steps }) => [
    'Lambda.UpdateAlias',
    'Lambda.UpdateAlias+',
    'CloudWatch.GetMetricData',
    'CloudWatch.GetMetricData+',
    ...(steps.some(({ kind }) => kind === 'read-alarms') ? ['CloudWatch.DescribeAlarms+'] : []),
  ],
  'hold-preview': ['ApiGatewayV2.UpdateStage'],
  'recheck-preview': ['ApiGatewayV2.GetStage', 'ApiGatewayV2.ExportApi'],
  'restore-preview': ['ApiGatewayV2.UpdateStage'],
  'switch-stage': ({ change }) =>
    change === 'create' ? ['ApiGatewayV2.GetStage', 'ApiGatewayV2.CreateStage'] : moveStage,
  'switch-aliases': (_step, plan) =>
    plan.release.functions.flatMap(({ key }) => ['Lambda.CreateAlias', putAlias(plan, key)]),
  settle: [],
  'smoke-live': [],
  'move-live-alias': ({ change }) => [change === 'create' ? 'Lambda.CreateAlias' : 'Lambda.UpdateAlias'],
  'allow-invoke': ['Lambda.AddPermission'],
  'forbid-invoke': ['Lambda.RemovePermission'],
  'ensure-event-source': ({ uuid }) =>
    uuid === undefined
      ? ['Lambda.ListEventSourceMappings+', 'Lambda.CreateEventSourceMapping', 'Lambda.GetEventSourceMapping+']
      : pauseSource,
  'pause-event-source': pauseSource,
  'set-filter': ['SNS.GetSubscriptionAttributes', 'SNS.SetSubscriptionAttributes+'],
  'ensure-notification': notify,
  'remove-notification': notify,
  'remove-event-source': ['Lambda.DeleteEventSourceMapping'],
  'deprovision-concurrency': ['Lambda.DeleteProvisionedConcurrencyConfig'],
  prune: ({ what }) => [deletions[what.kind]],
  'hide-api': ['ApiGatewayV2.DeleteStage'],
  'delete-function': ['Lambda.DeleteFunction'],
  'delete-layer': ['Lambda.ListLayerVersions+', 'Lambda.DeleteLayerVersion*'],
  'empty-bucket': ['S3.ListObjectVersions+', 'S3.DeleteObjects*'],
  'delete-stack': ['CloudFormation.DeleteStack', 'CloudFormation.DescribeStacks+'],
  unpin: (_step, { from }) => (from?.deploymentId === undefined ? ['Lambda.UpdateAlias'] : moveStage),
  'release-lock': ['Lambda.UpdateAlias'],
};

const deletions: Readonly<Record<PruneTarget['kind'], string>> = {
  version: 'Lambda.DeleteFunction',
  alias: 'Lambda.DeleteAlias',
  deployment: 'ApiGatewayV2.DeleteDeployment',
  'layer-version': 'Lambda.DeleteLayerVersion',
  artifact: 'S3.DeleteObject',
};
