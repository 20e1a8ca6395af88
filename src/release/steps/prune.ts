import { outputs } from '../../model/names.ts';
import type { PruneTarget } from '../../model/plan.ts';
import { type Run, type StepRunner, functionOf } from '../run-context.ts';

/** Deletes what the plan found unreferenced; that AWS has forgotten it already is success. */
export const prune: StepRunner<'prune'> = async ({ what }, run) => {
  await forget(what, run);
  // Why is in the step's title.
  return undefined;
};

async function forget(what: PruneTarget, run: Run): Promise<void> {
  const { cloud, learnt } = run;
  switch (what.kind) {
    case 'version':
      return cloud.deleteVersion(functionOf(run, what.function).lambdaName, what.version);
    case 'alias':
      return cloud.deleteAlias(functionOf(run, what.function).lambdaName, what.alias);
    case 'layer-version':
      return cloud.deleteLayerVersion(what.arn);
    case 'artifact':
      return cloud.deleteArtifact(what.bucket, what.key);
    case 'deployment':
      return cloud.deleteDeployment(learnt.outputs[outputs.apiId] ?? '', what.deploymentId);
  }
}
