import { functionFailed } from '../../errors/catalogue/release-errors.ts';
import { stackName } from '../../model/names.ts';
import { lambdaNameOf } from '../../plan/resolve-connections.ts';
import { poll } from '../poll.ts';
import type { Run, StepRunner } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

/** The config may have lost the function since then. */
const nameOf = ({ service }: Run, key: string): string => lambdaNameOf({ stack: stackName(service) }, key);

export const reserveConcurrency: StepRunner<'reserve-concurrency'> = async (step, run) => {
  run.learnt.concurrencyTouched.add(step.id);
  await run.cloud.reserveConcurrency(nameOf(run, step.function), step.executions);
  return undefined;
};

/** On the new version's number, not on an alias: moving an alias that has it takes minutes (aws-contract 9). */
export const provisionConcurrency: StepRunner<'provision-concurrency'> = async (step, run) => {
  const { executions } = step;
  const lambdaName = nameOf(run, step.function);
  const version = releaseFunctions(run).find(({ key }) => key === step.function)?.version ?? '';
  run.learnt.concurrencyTouched.add(step.id);
  await run.cloud.provisionConcurrency(lambdaName, version, executions);
  const local = run.service.environment.target === 'local';
  const pace = { firstMs: local ? 25 : 5000, maxMs: 5000, timeoutMs: 15 * 60_000, signal: run.signal };
  const state = await poll(run.clock, pace, async () => {
    const seen = await run.cloud.readProvisionedConcurrency(lambdaName, version);
    return seen?.status === 'IN_PROGRESS' ? undefined : seen;
  });
  if (state?.status === 'READY') return `${executions} environments`;
  throw functionFailed(lambdaName, `provisioned concurrency of version ${version}: ${state?.reason ?? 'timed out'}`);
};

export const deprovisionConcurrency: StepRunner<'deprovision-concurrency'> = async (step, run) => {
  run.learnt.concurrencyTouched.add(step.id);
  await run.cloud.removeProvisionedConcurrency(nameOf(run, step.function), step.version);
  return undefined;
};
