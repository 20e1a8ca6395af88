import { previewStage } from '../../model/release.ts';
import type { HttpSmokeTest } from '../../model/service.ts';
import type { Run } from '../run-context.ts';
import { judgeAnswer } from '../smoke/judge-answer.ts';

export interface Probed {
  readonly probes: number;
  readonly failedProbes: number;
}

/** The tests that can be asked again and again: they read. */
export function probesOf({ service }: Run): readonly HttpSmokeTest[] {
  return service.smoke.filter(
    (test): test is HttpSmokeTest => test.kind === 'http' && test.method === 'GET' && test.on.includes('preview'),
  );
}

/**
 * Requests of our own, so that a release that nobody calls is judged too. They go through the preview: that stage calls
 * the new versions alone, and callers' shares stay what they are.
 */
export async function probePreview(run: Run, count: number): Promise<Probed> {
  const tests = probesOf(run);
  if (tests.length === 0) return { probes: 0, failedProbes: 0 };
  let failedProbes = 0;
  for (let number = 0; number < count; number++) {
    const test = tests[number % tests.length] as HttpSmokeTest;
    if ((await ask(run, test)) !== undefined) failedProbes++;
  }
  return { probes: count, failedProbes };
}

async function ask({ http, learnt }: Run, test: HttpSmokeTest): Promise<string | undefined> {
  const { method, headers, path, timeoutMs, expect } = test;
  try {
    return judgeAnswer(
      expect,
      await http({ url: `${learnt.endpoint}/${previewStage}${path}`, method, headers, timeoutMs }),
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
