import { alarmUnknown, bakeFailed } from '../../errors/catalogue/strategy-errors.ts';
import type { BakeReport } from '../bake/bake-report.ts';
import { describeBake } from '../bake/describe-bake.ts';
import { judgeBake } from '../bake/judge-bake.ts';
import { probePreview } from '../bake/probe-preview.ts';
import { floorToMinute, readBake } from '../bake/read-bake.ts';
import { watchPurpose } from '../lock.ts';
import { type Run, type StepOf, type StepRunner, releaseName } from '../run-context.ts';

/** Between two readings; a local CloudWatch knows at once, AWS's after a minute or two. */
const PAUSE_MS = { local: 1000, aws: 15_000 };
const READINGS_AT_LEAST = 3;

/** Alarms that do not exist would watch nothing; what is red already is told, and blocks nothing. */
export const readAlarms: StepRunner<'read-alarms'> = async (_step, { cloud, service, learnt, report }) => {
  const states = await cloud.readAlarms(service.bake.alarms);
  const missing = service.bake.alarms.filter((name) => !states.some((one) => one.name === name));
  if (missing.length > 0) throw alarmUnknown(service.name, missing);
  for (const { name, state, reason } of states) {
    if (state !== 'ALARM') continue;
    learnt.redBefore.add(name);
    const text = `alarm ${name} was red before anything changed and is not judged: ${reason}`;
    learnt.notes.push(text);
    report({ kind: 'note', level: 'warning', text });
  }
  return learnt.redBefore.size > 0 ? `${learnt.redBefore.size} red already` : undefined;
};

/** Watches the new versions beside the live ones for the step's time; ends at once when they are worse. */
export const bake: StepRunner<'bake'> = async (step, run) => {
  // It writes nothing meanwhile, so that a rollback need not wait; whoever took the lock over goes on from here.
  await run.learnt.lock?.declare(watchPurpose(releaseName(run), step.percent));
  try {
    return await watch(step, run);
  } finally {
    await run.learnt.lock?.declare();
  }
};

async function watch(step: StepOf<'bake'>, run: Run): Promise<string> {
  const { clock } = run;
  const began = clock.monotonic();
  const since = floorToMinute(clock.now());
  const probed = { probes: 0, failedProbes: 0 };
  const pause = Math.min(PAUSE_MS[run.service.environment.target], step.ms / READINGS_AT_LEAST);
  for (let last: BakeReport | undefined; ;) {
    const passed = clock.monotonic() - began;
    if (last && passed >= step.ms) return end(run, last);
    await run.learnt.lock?.prove(pause);
    if (needsProbes(run, last)) await probe(run, probed, pause);
    await clock.sleep(Math.max(0, Math.min(pause, step.ms - (clock.monotonic() - began))), run.signal);
    const leftMs = Math.max(0, Math.round(step.ms - (clock.monotonic() - began)));
    last = await readBake(run, { percent: step.percent, since, leftMs, ...probed });
    run.report({ kind: 'step-progress', step, text: describeBake(last), bake: last });
    refuseWorse(run, step, last);
  }
}

function needsProbes({ service }: Run, last: BakeReport | undefined): boolean {
  if (service.bake.probesPerMinute === 0) return false;
  return !last || judgeBake(last, service.bake).undecided.length > 0;
}

async function probe(run: Run, probed: { probes: number; failedProbes: number }, pauseMs: number): Promise<void> {
  const count = Math.max(1, Math.round((run.service.bake.probesPerMinute * pauseMs) / 60_000));
  const { probes, failedProbes } = await probePreview(run, count);
  probed.probes += probes;
  probed.failedProbes += failedProbes;
}

function refuseWorse(run: Run, step: StepOf<'bake'>, report: BakeReport): void {
  const { problems } = judgeBake(report, run.service.bake);
  const red = report.alarms.filter(({ state, redBefore }) => state === 'ALARM' && !redBefore).map(({ name }) => name);
  const alarming = run.options.fixForward === true ? [] : red.map((name) => `alarm ${name} went off`);
  if (problems.length + alarming.length === 0) return;
  run.learnt.bakes.push(report);
  throw bakeFailed(releaseName(run), step.percent, [...problems, ...alarming]);
}

function end(run: Run, report: BakeReport): string {
  const { learnt, service } = run;
  learnt.bakes.push(report);
  const { undecided } = judgeBake(report, service.bake);
  if (undecided.length > 0)
    learnt.notes.push(`at ${report.percent} % too few requests to judge by: ${undecided.join(', ')}`);
  for (const { name, state, redBefore } of report.alarms)
    if (state === 'ALARM' && !redBefore)
      learnt.notes.push(`alarm ${name} went off at ${report.percent} %: --fix-forward`);
  return describeBake(report);
}
