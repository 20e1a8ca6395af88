import { makePlan, type PlanInput } from '../../src/plan/make-plan.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { Artifact, LayerArtifact } from '../../src/model/artifact.ts';
import { aService } from '../release/a-service.ts';

const nothing: Snapshot = {
  accountId: '111122223333',
  region: 'eu-west-1',
  functions: {},
  reservedConcurrency: {},
  provisioned: {},
  eventSources: [],
  permissions: [],
  subscriptions: [],
  notifications: [],
  connections: {},
};

function given(change: (artifact: Artifact) => Artifact = (same) => same): PlanInput {
  const { service, artifacts } = aService({ code: { main: 'one', report: 'two' } });
  return {
    service,
    artifacts: Object.fromEntries(Object.entries(artifacts).map(([key, artifact]) => [key, change(artifact)])),
    foundation: { Resources: {} },
    foundationDigest: 'f',
    routesDigest: 'r',
    snapshot: nothing,
    actor: 'ada@laptop',
    madeAt: '2026-11-21T06:00:00.000Z',
    dirty: false,
    directUploadBytes: 1000,
  };
}

const until = (input: PlanInput, kind: string): string[] => {
  const kinds = makePlan(input).steps.map((step) => ('function' in step ? `${step.kind} ${step.function}` : step.kind));
  return kinds.slice(0, kinds.findIndex((name) => name.startsWith(kind)) + 1);
};

test('a first deploy makes the main function right after the foundation, for the lock to lie on', () => {
  expect(until(given(), 'take-lock')).toEqual(['apply-foundation', 'create-function main', 'take-lock main']);
});

test.each([
  ['a layer', { layers: [{ name: 'shared' } as LayerArtifact] }, ['publish-layer main']],
  ['a zip too large to be sent along', { zippedBytes: 1001 }, ['upload-artifact main']],
  [
    'a layer too large to be sent along',
    { layers: [{ name: 'shared', zippedBytes: 1001 } as LayerArtifact] },
    ['upload-artifact main', 'publish-layer main'],
  ],
])('a first deploy has %s of the main function in place before it makes the function', (_what, change, steps) => {
  const input = given((artifact) => ({ ...artifact, ...change }));
  expect(until(input, 'create-function')).toEqual(['apply-foundation', ...steps, 'create-function main']);
});

test('the same input gives the same plan', () => {
  expect(makePlan(given())).toEqual(makePlan(given()));
});
