import { releaseGone } from '../errors/catalogue/refusal-errors.ts';
import { needsPerson } from '../errors/catalogue/release-errors.ts';
import { ShipError } from '../errors/ship-error.ts';
import type { Step } from '../model/plan.ts';
import { releaseHeader } from '../model/release.ts';
import type { HttpSmokeTest } from '../model/service.ts';
import { asShipError } from './as-ship-error.ts';
import { CloudError } from './cloud.ts';
import type { Outcome } from './events.ts';
import type { LockEnd } from './lock.ts';
import { readLiveNow, untouched } from './live-now.ts';
import { makeOutcome } from './outcome.ts';
import type { Run } from './run-context.ts';
import { runPhases } from './run-plan.ts';
import { isMissingRoute } from './smoke/not-found.ts';
import { runStep } from './steps/run-step.ts';

/**
 * The switch comes first, the order of a deploy's undo. A rollback is never undone by a failing test: the release that
 * was asked for is live, and whether it is healthy is for the person who asked.
 */
export async function finishRollback(run: Run, began: number): Promise<Outcome> {
  // Asked while it is switched: what is live may take seconds to answer, which may be why somebody goes back.
  const marked = marksAnswers(run);
  let verdict: ShipError | undefined;
  try {
    await runPhases(run, ['switch']);
    run.learnt.markerSeen = await marked;
    await runPhases(run, ['finish']);
    verdict = await observe(run);
    if (!verdict) await runPhases(run, ['unlock']);
  } catch (cause) {
    throw await notThere(run, asRefusal(run, cause), began);
  }
  if (verdict) throw await notThere(run, verdict, began, 'whole');
  const outcome = makeOutcome(run, 'live', run.plan.release.number, began);
  run.report({ kind: 'ended', outcome });
  return outcome;
}

/** Without a marker on answers there is nothing to wait for after the switch. */
async function marksAnswers(run: Run): Promise<boolean> {
  const probe = run.service.smoke.find(
    (test): test is HttpSmokeTest => test.kind === 'http' && test.method === 'GET' && test.expect.status < 400,
  );
  if (!probe || run.service.routes.length === 0) return false;
  try {
    const { method, headers, path } = probe;
    const answer = await run.http({ url: run.learnt.endpoint + path, method, headers, timeoutMs: 3000 });
    return answer.headers[releaseHeader] !== undefined;
  } catch {
    return false;
  }
}

/** Tests in the config may be newer than the release: one whose route the release did not have yet proves nothing. */
async function observe(run: Run): Promise<ShipError | undefined> {
  const steps = run.plan.steps.filter(({ phase }) => phase === 'observe');
  for (const step of steps) {
    const began = run.clock.monotonic();
    try {
      run.report({ kind: 'step-started', step });
      const note = await runStep(step, run);
      run.report({ kind: 'step-done', step, ms: run.clock.monotonic() - began, ...(note ? { note } : {}) });
    } catch (error) {
      const known = asShipError(error, step.title, run.signal);
      if (known.code !== 'SMOKE_FAILED' && !isRoom(step)) throw error;
      run.learnt.notes.push(`${known.message}: ${known.why}`);
      run.report({ kind: 'step-failed', step, ms: run.clock.monotonic() - began, error: known });
    }
  }
  const failed = run.learnt.smoke.filter((result) => !result.passed && !isMissingRoute(result.why ?? ''));
  if (failed.length === 0) return undefined;
  return needsPerson(
    `r${run.plan.release.number} is live, but ${failed.length === 1 ? 'a smoke test fails' : 'smoke tests fail'} on it`,
    failed.map(({ name, why }) => `${name}: ${why ?? ''}`).join('\n'),
    nextAfter(run),
  );
}

function nextAfter({ service: { name }, plan: { from, release } }: Run): readonly string[] {
  const back =
    from && from.number !== release.number ? [`ship rollback ${name} --to r${from.number}   (what was live)`] : [];
  return [...back, `ship rollback ${name}   (further back)`, `ship history ${name}`];
}

/** The release that was asked for is live without it. */
const isRoom = ({ kind }: Step): boolean => kind.endsWith('-concurrency');

/** Gateway deployments that ship keeps can be deleted by others; the same command again would not help then. */
function asRefusal(run: Run, cause: unknown): ShipError {
  const error = asShipError(cause, 'go back', run.signal);
  const refused = error.cause;
  const isGone = refused instanceof CloudError && refused.operation === 'UpdateStage' && refused.status === 404;
  if (!isGone) return error;
  const { number } = run.plan.release;
  return releaseGone(run.service.name, { number }, [`gateway deployment ${run.learnt.deploymentId ?? ''}`], []);
}

/** A failed or unanswered switch may have happened: the stage itself is asked before anything is claimed. */
async function notThere(run: Run, error: ShipError, began: number, end: LockEnd = 'unfinished'): Promise<ShipError> {
  await run.learnt.lock?.release(end).catch(() => undefined);
  const now = await readLiveNow(run);
  const live = now?.number;
  const tookShare = run.snapshot.api?.canary !== undefined && !now?.share;
  // Where what is live was to be finished only, events may be half-way.
  const finishes = run.plan.from?.number === run.plan.release.number && !run.snapshot.api?.canary;
  const isAsItWas = live === run.plan.from?.number && !tookShare && !finishes;
  const result = isAsItWas ? 'refused' : 'needs-person';
  run.report({ kind: 'ended', outcome: makeOutcome(run, result, live, began) });
  if (live === undefined) return error.withLive('not known for sure: ship status');
  if (isAsItWas) return error.withLive(`r${live}, ${untouched(now?.share)}`);
  return error.withLive(`r${live}, by ${live === run.plan.release.number ? 'this rollback' : 'another run'}`);
}
