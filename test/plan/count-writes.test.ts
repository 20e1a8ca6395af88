import { countWrites } from '../../src/plan/count-writes.ts';
import type { Step, StepWork } from '../../src/model/plan.ts';

const steps = (...work: readonly StepWork[]): readonly Step[] =>
  work.map((one, index) => ({ id: String(index), phase: 'finish', lane: 'x', title: '', ...one }));

test('the writes of a plan are counted by operation', () => {
  expect(
    countWrites(
      steps(
        { kind: 'take-lock', function: 'main' },
        { kind: 'update-code', function: 'main' },
        { kind: 'publish-version', function: 'main' },
        { kind: 'publish-version', function: 'mail' },
        { kind: 'smoke-preview', test: 'health' },
        { kind: 'switch-stage', change: 'create' },
        { kind: 'ensure-event-source', function: 'mail', event: 'letters' },
        { kind: 'prune', what: { kind: 'deployment', deploymentId: 'abc', because: 'old' } },
        { kind: 'release-lock' },
      ),
    ),
  ).toEqual({
    'Lambda.UpdateAlias': 2,
    'Lambda.UpdateFunctionCode': 1,
    'Lambda.PublishVersion': 2,
    'ApiGatewayV2.CreateStage': 1,
    'Lambda.CreateEventSourceMapping': 1,
    'ApiGatewayV2.DeleteDeployment': 1,
  });
});
