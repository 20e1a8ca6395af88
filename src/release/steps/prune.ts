import { type StepRunner, functionOf } from '../run-context.ts';
import { outputs } from '../../model/names.ts';

/** Deletes what the plan found unreferenced; that AWS has forgotten it already is success. */
export const prune: StepRunner<'prune'> = async ({ what }, run) => {
  if (what.kind === 'version') await run.cloud.deleteVersion(functionOf(run, what.function).lambdaName, what.version);
  else if (what.kind === 'alias') await run.cloud.deleteAlias(functionOf(run, what.function).lambdaName, what.alias);
  else await run.cloud.deleteDeployment(run.learnt.outputs[outputs.apiId] ?? '', what.deploymentId);
  return what.because;
};
