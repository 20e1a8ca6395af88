import { hookFailed, smokeFailed } from '../../errors/catalogue/release-errors.ts';
import { previewStage } from '../../model/release.ts';
import type { Hook, HttpSmokeTest, InvokeSmokeTest } from '../../model/service.ts';
import type { InvokeResult } from '../cloud.ts';
import type { SmokeResult } from '../events.ts';
import { type Run, type StepRunner, functionOf, releaseName } from '../run-context.ts';
import { findMismatch } from '../smoke/is-subset.ts';
import { type HttpTestFacts, runHttpTest } from '../smoke/run-http-test.ts';
import { releaseFunctions } from './gateway.ts';
import { isOwn404 } from '../smoke/not-found.ts';

// The usual adapters (serverless-http, serverless-express, Hono) route by the whole path, the stage's name included.
const previewPathHint = `the function itself answered 404: if its router goes by the whole path, /${previewStage} included, say bundle: { stripStage: true } in the config`;

export const smokePreview: StepRunner<'smoke-preview'> = async (step, run) => {
  const { markerSeen: seen, shownAt } = run.learnt;
  const result = await httpTest(run, step.test, {
    on: 'preview',
    baseUrl: `${run.learnt.endpoint}/${previewStage}`,
    seen,
    settledBy: shownAt + run.options.settleTimeoutMs,
  });
  if (result.marked) run.learnt.markerSeen = true;
  return passedOrThrow(run, result, 'the preview');
};

export const smokeLive: StepRunner<'smoke-live'> = async (step, run) => {
  const { endpoint: baseUrl, settle, switchedAt } = run.learnt;
  const settledBy = switchedAt + run.options.settleTimeoutMs;
  const result = await httpTest(run, step.test, {
    on: 'live',
    baseUrl,
    seen: (settle?.firstNewMs ?? -1) >= 0,
    settledBy,
  });
  return passedOrThrow(run, result, 'the live URL');
};

/** Handlers without routes are called directly, on exactly the version that will serve. */
export const smokeInvoke: StepRunner<'smoke-invoke'> = async (step, run) => {
  const test = run.service.smoke.find(({ name }) => name === step.test) as InvokeSmokeTest;
  const began = run.clock.monotonic();
  const answer = await invoke(run, test.function, test.event, test.timeoutMs);
  const why =
    failure(answer) ?? (test.result === undefined ? undefined : findMismatch(test.result, parse(answer.payload)));
  const ms = run.clock.monotonic() - began;
  const result: SmokeResult = {
    name: test.name,
    on: 'invoke',
    passed: !why,
    ms,
    marked: true,
    bytes: Buffer.byteLength(answer.payload),
    ...(why ? { why } : {}),
  };
  run.learnt.smoke.push(result);
  return passedOrThrow(run, result, test.function);
};

export const runHook: StepRunner<'run-hook'> = async (step, run) => {
  const hook = run.service.hooks.find(({ name }) => name === step.hook) as Hook;
  const answer = await invoke(run, hook.function, hook.event, hook.timeoutMs);
  const why = failure(answer);
  if (why) throw hookFailed(hook.name, hook.function, why);
  return undefined;
};

async function httpTest(
  run: Run,
  name: string,
  where: Pick<HttpTestFacts, 'on' | 'baseUrl' | 'seen' | 'settledBy'>,
): Promise<SmokeResult> {
  const test = run.service.smoke.find((candidate) => candidate.name === name) as HttpSmokeTest;
  const { http, clock } = run;
  const result = await runHttpTest(test, { http, clock, release: releaseName(run), ...where });
  run.learnt.smoke.push(result);
  return result;
}

function passedOrThrow(run: Run, result: SmokeResult, where: string): string | undefined {
  if (result.passed) return undefined;
  const why = result.why ?? '';
  throw smokeFailed(result.name, where, why, hintsFor(run, result, why));
}

function hintsFor({ service }: Run, { on }: SmokeResult, why: string): readonly string[] {
  if (on === 'preview' && isOwn404(why)) return [previewPathHint];
  return on !== 'invoke' && /answered 5\d\d/.test(why)
    ? [`ship logs ${service.name} --env ${service.environment.name}: what the function said`]
    : [];
}

async function invoke(run: Run, key: string, event: unknown, timeoutMs: number): Promise<InvokeResult> {
  const version = releaseFunctions(run).find((candidate) => candidate.key === key)?.version ?? '';
  return run.cloud.invoke(functionOf(run, key).lambdaName, version, JSON.stringify(event ?? {}), timeoutMs);
}

function failure({ functionError, payload, logTail }: InvokeResult): string | undefined {
  if (!functionError) return undefined;
  const line = logTail.split('\n').findLast((text) => /ERROR|Error:/.test(text));
  return `the function failed: ${payload.slice(0, 300)}${line ? `. Its log: ${line.slice(0, 300)}` : ''}`;
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return payload;
  }
}
