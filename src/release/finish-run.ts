import { overtaken } from '../errors/catalogue/lock-errors.ts';
import { needsPerson } from '../errors/catalogue/release-errors.ts';
import { ShipError, exitCodes } from '../errors/ship-error.ts';
import type { Step } from '../model/plan.ts';
import { asShipError } from './as-ship-error.ts';
import type { Outcome } from './events.ts';
import { readLiveNow, untouched } from './live-now.ts';
import { makeOutcome } from './outcome.ts';
import type { Run } from './run-context.ts';
import { runPhases } from './run-plan.ts';
import { beforeName, undo } from './undo.ts';
import { concurrencyBack } from './undo-concurrency.ts';

/** Runs the plan to its end, or takes back what callers could see of it. Either way the lock is given back. */
export async function finishRun(run: Run, began: number): Promise<Outcome> {
  try {
    await runPhases(run);
  } catch (cause) {
    throw await takeBack(run, asShipError(cause, 'go on', run.signal), began);
  }
  const outcome = makeOutcome(run, ...endOf(run), began);
  run.report({ kind: 'ended', outcome });
  return outcome;
}

/** A plan without a switch ends on the preview, or puts it back; a prune or a finish leaves live what is live. */
function endOf({ plan }: Run): readonly [result: Outcome['result'], live: number | undefined] {
  const has = (kind: Step['kind']): boolean => plan.steps.some((step) => step.kind === kind);
  if (has('hold-preview')) return ['on-preview', plan.from?.number];
  if (has('restore-preview')) return ['aborted', plan.from?.number];
  return ['live', plan.release.number];
}

async function takeBack(run: Run, error: ShipError, began: number): Promise<ShipError> {
  if (isLost(error)) return leaveToOthers(run, error, began);
  let ended = error;
  try {
    await undo(run, `${error.message}.`);
    await concurrencyBack(run);
  } catch (cause) {
    if (cause instanceof ShipError && isLost(cause)) return leaveToOthers(run, cause, began);
    ended = cause instanceof ShipError ? cause : leftover(cause, error);
  }
  const wasOurs = await freeLock(run);
  if ((!wasOurs || ended.code === 'STALE_PLAN') && !run.learnt.switched) return asItIs(run, ended, began);
  if (run.learnt.switched && ended.exit === exitCodes.refused) ended = asUndone(ended);
  const stuck = ended.exit === exitCodes.needsPerson;
  const result = stuck ? 'needs-person' : resultOf(ended);
  // A stack that hangs before the switch needs a person too, and yet live is what it was.
  const isUnknown = stuck && (ended !== error || run.learnt.switched);
  run.report({
    kind: 'ended',
    outcome: makeOutcome(run, result, isUnknown ? undefined : run.plan.from?.number, began),
  });
  if (isUnknown) return ended.withLive('not known for sure: ship status');
  const how = run.learnt.switched ? 'taken back to it' : asFound(run);
  return ended.withLive(run.plan.from ? `${beforeName(run)}, ${how}` : beforeName(run));
}

const isLost = ({ code }: ShipError): boolean => code === 'LOCK_LOST';

/** Nothing is taken back: what this run has shown was there for the other run to see, and to go on from. */
function leaveToOthers(run: Run, error: ShipError, began: number): Promise<ShipError> {
  const { switched, lock } = run.learnt;
  lock?.forget();
  return asItIs(run, switched ? overtaken(`r${run.plan.release.number}`, error) : error, began);
}

/** Others have been at work: what is live is read again, for it need not be what it was when this run began. */
async function asItIs(run: Run, ended: ShipError, began: number): Promise<ShipError> {
  const live = await readLiveNow(run);
  const result = ended.exit === exitCodes.needsPerson ? 'needs-person' : resultOf(ended);
  run.report({ kind: 'ended', outcome: makeOutcome(run, result, live?.number, began) });
  if (!live) return ended.withLive('not known for sure: ship status');
  if (live.number === run.plan.from?.number)
    return ended.withLive(`${beforeName(run)}, ${untouched(live.share, run.plan.release.number)}`);
  if (live.number === undefined) return ended.withLive('nothing');
  const by = run.learnt.switched && live.number === run.plan.release.number ? 'this run' : 'another run';
  return ended.withLive(`r${live.number}, by ${by}`);
}

/** A run that died may have left a share of the calls on another release; who ends before taking it back says so. */
const asFound = ({ snapshot, learnt }: Run): string => untouched(learnt.shareEnded ? undefined : snapshot.api?.canary);

/** A refusal says that nothing was changed; after the switch callers have seen the other release for a while. */
function asUndone({ code, message, why, next, cause }: ShipError): ShipError {
  return new ShipError({ code, exit: exitCodes.undone, summary: message, why, next, cause });
}

function resultOf(error: ShipError): Outcome['result'] {
  if (error.exit === exitCodes.interrupted) return 'interrupted';
  return error.exit === exitCodes.refused ? 'refused' : 'undone';
}

function leftover(cause: unknown, error: ShipError): ShipError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return needsPerson(error.message, `${error.why}\nCleaning up failed as well: ${why}`, ['ship status'], cause);
}

/** Answers whether it was still ours; an unanswered write leaves it to expire. */
async function freeLock(run: Run): Promise<boolean> {
  try {
    return (await run.learnt.lock?.release('as found')) ?? true;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    run.report({ kind: 'note', level: 'warning', text: `the lock could not be given back and will expire: ${text}` });
    return true;
  }
}
