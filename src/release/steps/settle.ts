import { releaseHeader } from '../../model/release.ts';
import type { HttpSmokeTest } from '../../model/service.ts';
import { type Run, type StepRunner, releaseName } from '../run-context.ts';

/** So many answers of the new release in a row, with no older one between, count as settled. */
const IN_A_ROW = 5;
const PAUSE_MS = { local: 5, aws: 100 };

/**
 * How fast a stage's new pointer reaches every gateway host is documented nowhere (aws-contract 4.2): the live URL is
 * asked, each time on a route that a smoke test expects to answer, until it answers from the new release; what was
 * seen is reported. Without a marker there is nothing to tell the releases apart, and this waits for nothing.
 */
export const settle: StepRunner<'settle'> = async (_step, run) => {
  const probe = probeOf(run);
  if (!probe || !run.learnt.markerSeen) return 'answers carry no release marker: nothing to watch';
  return watch(run, probe);
};

function probeOf(run: Run): HttpSmokeTest | undefined {
  const tests = run.service.smoke.filter((test): test is HttpSmokeTest => test.kind === 'http');
  return tests.find(({ method, expect }) => method === 'GET' && expect.status < 400);
}

async function watch(run: Run, probe: HttpSmokeTest): Promise<string> {
  const { clock, learnt, options } = run;
  const began = clock.monotonic();
  const pause = PAUSE_MS[run.service.environment.target];
  const seen = { firstNew: -1, lastOld: 0, inARow: 0, probes: 0 };
  while (seen.inARow < IN_A_ROW && clock.monotonic() - began < options.settleTimeoutMs) {
    const isNew = (await markerOf(run, probe)) === releaseName(run);
    const at = clock.monotonic() - began;
    seen.probes++;
    seen.inARow = isNew ? seen.inARow + 1 : 0;
    if (!isNew) seen.lastOld = at;
    else if (seen.firstNew < 0) seen.firstNew = at;
    await clock.sleep(pause);
  }
  learnt.settle = { firstNewMs: Math.round(seen.firstNew), lastOldMs: Math.round(seen.lastOld), probes: seen.probes };
  if (seen.inARow < IN_A_ROW)
    learnt.notes.push(
      `after ${options.settleTimeoutMs / 1000} s the live URL still answered from another release now and then`,
    );
  return `first answer after ${Math.round(seen.firstNew)} ms, last older one after ${Math.round(seen.lastOld)} ms`;
}

async function markerOf(run: Run, probe: HttpSmokeTest): Promise<string | undefined> {
  const { method, headers, timeoutMs } = probe;
  try {
    const answer = await run.http({ url: run.learnt.endpoint + probe.path, method, headers, timeoutMs });
    return answer.headers[releaseHeader];
  } catch {
    // No answer is no answer of the new release; the smoke tests that follow say why.
    return undefined;
  }
}
