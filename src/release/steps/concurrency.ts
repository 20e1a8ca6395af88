import { functionFailed } from '../../errors/catalogue/release-errors.ts';
import { stackName } from '../../model/names.ts';
import { lambdaNameOf } from '../../plan/resolve-connections.ts';
import { poll } from '../poll.ts';
import { type StepRunner, functionOf } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

export const reserveConcurrency: StepRunner<'reserve-concurrency'> = async (step, run) => {
  await run.cloud.reserveConcurrency(functionOf(run, step.function).lambdaName, step.executions);
  return undefined;
};

/** On the new version's number, not on an alias: moving an alias that has it takes minutes (aws-contract 9). */
export const provisionConcurrency: StepRunner<'provision-concurrency'> = async (step, run) => {
  const { lambdaName, provisionedConcurrency = 0 } = functionOf(run, step.function);
  const version = releaseFunctions(run).find(({ key }) => key === step.function)?.version ?? '';
  await run.cloud.provisionConcurrency(lambdaName, version, provisionedConcurrency);
  const local = run.service.environment.target === 'local';
  const pace = { firstMs: local ? 25 : 5000, maxMs: 5000, timeoutMs: 15 * 60_000, signal: run.signal };
  const state = await poll(run.clock, pace, async () => {
    const seen = await run.cloud.readProvisionedConcurrency(lambdaName, version);
    return seen?.status === 'IN_PROGRESS' ? undefined : seen;
  });
  if (state?.status === 'READY') return `${provisionedConcurrency} environments`;
  await run.cloud.removeProvisionedConcurrency(lambdaName, version);
  throw functionFailed(lambdaName, `provisioned concurrency of version ${version}: ${state?.reason ?? 'timed out'}`);
};

export const deprovisionConcurrency: StepRunner<'deprovision-concurrency'> = async (step, run) => {
  // The config may have lost the function since then.
  await run.cloud.removeProvisionedConcurrency(
    lambdaNameOf({ stack: stackName(run.service) }, step.function),
    step.version,
  );
  return undefined;
};
