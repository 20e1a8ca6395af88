import { functionArn } from '../../model/arn.ts';
import { type StepRunner, functionOf } from '../run-context.ts';

/** Only a function as a whole has tags, no version of it: what is live is not touched. */
export const tagFunction: StepRunner<'tag-function'> = async ({ function: key, set, remove }, run) => {
  const place = { region: run.service.environment.region, accountId: run.learnt.accountId };
  const arn = functionArn(place, functionOf(run, key).lambdaName);
  if (Object.keys(set).length > 0) await run.cloud.tagFunction(arn, set);
  if (remove.length > 0) await run.cloud.untagFunction(arn, remove);
  return undefined;
};
