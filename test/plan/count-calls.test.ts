import type { Plan, Step, StepWork } from '../../src/model/plan.ts';
import { countCalls, countWrites } from '../../src/plan/count-calls.ts';
import { aPlan } from '../cli/plans.ts';

const planOf = (...work: readonly StepWork[]): Plan =>
  aPlan({
    assumes: { accountId: '111122223333', lockRevisionId: 'a' },
    steps: work.map((one, index): Step => ({ id: String(index), phase: 'finish', lane: 'x', title: '', ...one })),
  });

const plan = planOf(
  { kind: 'take-lock', function: 'main' },
  { kind: 'update-code', function: 'main' },
  { kind: 'publish-version', function: 'main' },
  { kind: 'publish-version', function: 'mail' },
  { kind: 'smoke-preview', test: 'health' },
  { kind: 'switch-stage', change: 'create' },
  { kind: 'ensure-event-source', function: 'mail', event: 'letters' },
  { kind: 'prune', what: { kind: 'deployment', deploymentId: 'abc', because: 'old' } },
  { kind: 'release-lock' },
);

test('the writes of a plan are counted by operation', () => {
  expect(countWrites(plan)).toEqual({
    'Lambda.UpdateAlias': 2,
    'Lambda.UpdateFunctionCode': 1,
    'Lambda.PublishVersion': 2,
    'ApiGatewayV2.CreateStage': 1,
    'Lambda.CreateEventSourceMapping': 1,
    'ApiGatewayV2.DeleteDeployment': 1,
  });
});

test('reads are counted with what looking takes; what is waited for or renewed may be more', () => {
  expect(countCalls(plan, { 'CloudFormation.DescribeStacks': 1, 'Lambda.GetFunction': 1 })).toMatchObject({
    'CloudFormation.DescribeStacks': { times: 1 },
    'Lambda.GetAccountSettings': { times: 1 },
    'Lambda.GetFunction': { times: 3, orMore: true },
    'Lambda.UpdateAlias': { times: 2, orMore: true },
    'ApiGatewayV2.GetStage': { times: 1 },
  });
  expect(countCalls(plan, { 'Lambda.GetAccountSettings': 1 })['Lambda.GetAccountSettings']).toEqual({ times: 1 });
});
