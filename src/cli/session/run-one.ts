import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import type { ShipError } from '../../errors/ship-error.ts';
import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import type { Service } from '../../model/service.ts';
import { fetchHttp, journalTo, systemClock, type Ports } from '../../release/index.ts';
import { asShipError } from '../../release/as-ship-error.ts';
import type { Outcome } from '../../release/events.ts';
import { makeNotifier } from '../notify/make-notifier.ts';
import type { RunFacts } from '../notify/notice.ts';
import { makeLiveKnowledge } from '../report/live-knowledge.ts';
import type { RunReport } from '../report/run-report.ts';
import { sayNote } from '../report/say.ts';
import type { OpenCloud } from './open-cloud.ts';
import { makeProcesses } from './this-process.ts';
import { readActor } from './read-actor.ts';
import { collectRun, type Timing } from './collect-run.ts';
import { makeHiding } from './hide-values.ts';
import { pasteable } from './pasteable.ts';
import { asRefusal } from './reading-aws.ts';
import type { Session } from './session.ts';

/** What all runs of one command share. */
export interface RunSetting {
  readonly session: Session;
  readonly config: LoadedConfig;
  readonly open: OpenCloud;
  readonly report: RunReport;
}

export interface Promoted {
  readonly environment: string;
  /** `r7` */
  readonly release: string;
  /** Function key -> base64 sha256 of its zip, in both environments. */
  readonly codeSha256: Readonly<Record<string, string>>;
}

/** How one service came out. */
export interface ServiceResult {
  readonly service: string;
  /** Where its bytes came from, when they were not made here. */
  readonly promoted?: Promoted;
  readonly plan?: Plan;
  /** What ship doctor says of it; with a plan that is only shown. */
  readonly findings?: readonly Finding[];
  /** Of its parts, in the order in which they ended. */
  readonly timings?: readonly Timing[];
  /** Absent: it ended before there was a plan. */
  readonly outcome?: Outcome;
  readonly error?: ShipError;
  /** Relative to the working directory. */
  readonly journal?: string;
}

export type Act = (ports: Ports, runId: string) => Promise<Outcome>;

/** Runs the engine for one service; whatever happens is in the result. */
export async function runOne(setting: RunSetting, service: Service, act: Act): Promise<ServiceResult> {
  const { session, config, open, report } = setting;
  const runId = makeRunId();
  const journal = join(config.root, '.ship', service.name, service.environment.name, `${runId}.ndjson`);
  const knowledge = makeLiveKnowledge(service.name, service.environment.name);
  session.farewell.sentence = knowledge.sentence;
  const seen = collectRun(() => systemClock.monotonic());
  const hiding = makeHiding(service);
  const show = report.forService?.(service.name) ?? report.report;
  const notifier = makeNotifier(config, factsOf(session, service), session.terminal.env);
  const listeners = [knowledge.observe, seen.observe, notifier.observe, journalTo(journal, systemClock), show];
  const ports: Ports = {
    cloud: open.cloud,
    http: fetchHttp,
    clock: systemClock,
    processes: makeProcesses(),
    signal: session.signal,
    report: (event) => {
      const shown = hiding.event(event);
      for (const listen of listeners) listen(shown);
    },
  };
  const began = systemClock.monotonic();
  const { value: ended, calls: awsCalls } = await open.calls.during(() =>
    attempt(() => act(ports, runId), service, session.signal),
  );
  await report.settle();
  const outcome = ended.outcome ? hiding.outcome(ended.outcome) : seen.outcome();
  const error = ended.error && pasteable(hiding.error(ended.error), service);
  for (const warning of await notifier.end({ outcome, error })) sayNote(session, 'warning', warning);
  const shownPath = relative(session.terminal.cwd, journal);
  return {
    service: service.name,
    ...(seen.plan() && { plan: seen.plan() as Plan }),
    timings: seen.timings(),
    // Packaging is part of what people wait for.
    ...(outcome && { outcome: { ...outcome, awsCalls, totalMs: Math.round(systemClock.monotonic() - began) } }),
    ...(error && { error: seen.plan() ? error : asRefusal(error), journal: shownPath }),
  };
}

const factsOf = ({ terminal }: Session, { name, environment }: Service): RunFacts => ({
  service: name,
  environment: environment.name,
  ...(environment.template !== undefined && { template: environment.template }),
  actor: readActor(terminal.env),
});

async function attempt(
  act: () => Promise<Outcome>,
  service: Service,
  signal: AbortSignal,
): Promise<{ outcome?: Outcome; error?: ShipError }> {
  try {
    return { outcome: await act() };
  } catch (error) {
    return { error: asShipError(error, `bring ${service.name} to its end`, signal) };
  }
}

/** Sorts by time: `20261121-060211-a1b2c3`. */
function makeRunId(): string {
  const time = new Date().toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${randomBytes(3).toString('hex')}`;
}
