import type { Plan } from '../../src/model/plan.ts';
import { type CallCount, type CallCounts, countCalls } from '../../src/plan/count-calls.ts';
import type { Cloud } from '../../src/release/cloud.ts';
import { type Scenario, scenarios, worlds } from './fire/scenarios.ts';
import { emptyAws, type MemoryAws } from './memory/memory-aws.ts';
import { deployTo } from './memory/runner.ts';
import { sharing } from './shared-layer.ts';

/** What the port's methods are on the wire, once each. The real ones are compared in test/scenarios/counted-calls.test.ts. */
const operations: Partial<Record<keyof Cloud, readonly string[]>> = {
  describeStack: ['CloudFormation.DescribeStacks'],
  readTemplate: ['CloudFormation.GetTemplate'],
  createChangeSet: ['CloudFormation.CreateChangeSet'],
  describeChangeSet: ['CloudFormation.DescribeChangeSet'],
  executeChangeSet: ['CloudFormation.ExecuteChangeSet'],
  readFunction: ['Lambda.GetFunction'],
  createFunction: ['Lambda.CreateFunction'],
  updateCode: ['Lambda.UpdateFunctionCode'],
  updateConfiguration: ['Lambda.UpdateFunctionConfiguration'],
  publishVersion: ['Lambda.PublishVersion'],
  tagFunction: ['Lambda.TagResource'],
  untagFunction: ['Lambda.UntagResource'],
  listLayerVersions: ['Lambda.ListLayerVersions'],
  publishLayer: ['Lambda.PublishLayerVersion'],
  hasArtifact: ['S3.HeadObject'],
  putArtifact: ['S3.PutObject'],
  deleteVersion: ['Lambda.DeleteFunction'],
  deleteFunction: ['Lambda.DeleteFunction'],
  invoke: ['Lambda.Invoke'],
  accountLimits: ['Lambda.GetAccountSettings'],
  readAlias: ['Lambda.GetAlias'],
  createAlias: ['Lambda.CreateAlias'],
  updateAlias: ['Lambda.UpdateAlias'],
  deleteAlias: ['Lambda.DeleteAlias'],
  // Or DeleteFunctionConcurrency: see below.
  reserveConcurrency: ['Lambda.PutFunctionConcurrency'],
  provisionConcurrency: ['Lambda.PutProvisionedConcurrencyConfig'],
  readProvisionedConcurrency: ['Lambda.GetProvisionedConcurrencyConfig'],
  removeProvisionedConcurrency: ['Lambda.DeleteProvisionedConcurrencyConfig'],
  listEventSources: ['Lambda.ListEventSourceMappings'],
  createEventSource: ['Lambda.CreateEventSourceMapping'],
  updateEventSource: ['Lambda.UpdateEventSourceMapping'],
  pauseEventSource: ['Lambda.UpdateEventSourceMapping'],
  readEventSource: ['Lambda.GetEventSourceMapping'],
  deleteEventSource: ['Lambda.DeleteEventSourceMapping'],
  allowInvoke: ['Lambda.AddPermission'],
  forbidInvoke: ['Lambda.RemovePermission'],
  changeNotifications: ['S3.GetBucketNotificationConfiguration', 'S3.PutBucketNotificationConfiguration'],
  readSubscription: ['SNS.GetSubscriptionAttributes'],
  setSubscriptionAttribute: ['SNS.SetSubscriptionAttributes'],
  readStage: ['ApiGatewayV2.GetStage'],
  createStage: ['ApiGatewayV2.CreateStage'],
  updateStage: ['ApiGatewayV2.UpdateStage'],
  importRoutes: ['ApiGatewayV2.ReimportApi'],
  exportRoutes: ['ApiGatewayV2.ExportApi'],
  createDeployment: ['ApiGatewayV2.CreateDeployment'],
  readDeployment: ['ApiGatewayV2.GetDeployment'],
  deleteDeployment: ['ApiGatewayV2.DeleteDeployment'],
  readAlarms: ['CloudWatch.DescribeAlarms'],
  readMetrics: ['CloudWatch.GetMetricData'],
};

/** A rollback is planned under its lock, and by what it finds there: it is not shown beforehand. */
const planned = scenarios
  .filter(({ name }) => !name.startsWith('a rollback'))
  .map((scenario): Planned => ({ ...scenario, world: worlds(scenario) }));

type Planned = Pick<Scenario, 'name' | 'when'> & { readonly world: () => Promise<MemoryAws> };

/** Of a layer that two functions share; the plan does not know what was published before. */
const layered = [
  ['that is new', 500, false],
  ['that is new and large', 52_428_801, false],
  ['that is there', 500, true],
  ['that is there and large', 52_428_801, true],
] as const;
const withLayers = layered.map(([what, bytes, isThere]): Planned => ({
  name: `a deploy with a layer ${what}`,
  world: async () => {
    const aws = emptyAws();
    await deployTo(aws, { code: { main: 'one', mail: 'letters' } });
    if (isThere) await deployTo(aws, {}, { request: sharing(bytes) });
    return aws;
  },
  when: (aws, how) => deployTo(aws, {}, { ...how, request: sharing(bytes, 'two') }),
}));

test.each([...planned, ...withLayers])('the plan tells the calls of $name', async ({ world, when }) => {
  const aws = await world();
  const looked: Record<string, number> = {};
  const sent: Record<string, number> = {};
  let plan: Plan | undefined;
  const observe = ({ operation }: { operation: keyof Cloud }): void => {
    for (const name of operations[operation] ?? [operation]) {
      sent[name] = (sent[name] ?? 0) + 1;
      if (!plan) looked[name] = (looked[name] ?? 0) + 1;
    }
  };
  await when(aws, {
    interceptor: { observe },
    report: (event) => {
      if (event.kind === 'planned') plan = event.plan;
    },
  });
  if (!plan) throw new Error('nothing was planned');
  const { 'Lambda.DeleteFunctionConcurrency': freed, ...others } = countCalls(plan, looked);
  const reserved = others['Lambda.PutFunctionConcurrency'];
  const counts: CallCounts = freed
    ? { ...others, 'Lambda.PutFunctionConcurrency': { times: (reserved?.times ?? 0) + freed.times } }
    : others;
  const wrong = [...new Set([...Object.keys(counts), ...Object.keys(sent)])].flatMap((name) => {
    const { times, orMore, orFewer }: CallCount = counts[name] ?? { times: 0 };
    const is = sent[name] ?? 0;
    const fits = is === times || (is > times ? orMore : orFewer) === true;
    return fits ? [] : [`${name}: planned ${times}, sent ${is}`];
  });
  expect(wrong).toEqual([]);
});
