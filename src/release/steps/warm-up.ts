import { previewStage, releaseHeader } from '../../model/release.ts';
import type { HttpSmokeTest, SmokeTest } from '../../model/service.ts';
import { type Run, type StepRunner, functionOf, releaseName } from '../run-context.ts';
import { releaseFunctions } from './gateway.ts';

/**
 * Lambda brings up one environment for each request that is under way, so a burst of a harmless one does what callers
 * would otherwise wait for. That some of it fails holds nothing up: the tests have judged the release already.
 */
export const warmUp: StepRunner<'warm-up'> = async (step, run) => {
  const test = run.service.smoke.find(({ name }) => name === step.test);
  if (!test) throw new Error(`no smoke test ${step.test}`);
  const asked = await Promise.allSettled(Array.from({ length: step.times }, () => ask(run, step.function, test)));
  const answered = asked.filter((one) => one.status === 'fulfilled' && one.value).length;
  if (answered < step.times)
    run.learnt.notes.push(`${step.function}: ${answered} of ${step.times} warm-up calls ended well`);
  return `${answered} of ${step.times} answered`;
};

async function ask(run: Run, key: string, test: SmokeTest): Promise<boolean> {
  if (test.kind === 'http') return request(run, test);
  const version = releaseFunctions(run).find((one) => one.key === key)?.version ?? '';
  const payload = JSON.stringify(test.event ?? {});
  const answer = await run.cloud.invoke(functionOf(run, key).lambdaName, version, payload, test.timeoutMs);
  return answer.functionError === undefined;
}

async function request(run: Run, { method, headers, path, timeoutMs, expect }: HttpSmokeTest): Promise<boolean> {
  const url = `${run.learnt.endpoint}/${previewStage}${path}`;
  const answer = await run.http({ url, method, headers, timeoutMs });
  const marker = answer.headers[releaseHeader];
  return answer.status === expect.status && (marker === undefined || marker === releaseName(run));
}
