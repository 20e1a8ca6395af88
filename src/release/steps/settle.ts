import { releaseHeader } from '../../model/release.ts';
import type { HttpSmokeTest } from '../../model/service.ts';
import { type Run, type StepRunner, releaseName } from '../run-context.ts';

/**
 * How many hosts of the gateway may stand behind one URL, one of them late. Nobody documents it for AWS; eight is a
 * guess on the safe side of what a small service is served by. The local AWS has four nodes.
 */
const HOSTS = { local: 4, aws: 8 };
/** Such a late host is missed once in so many switches. */
const MISSED_ONCE_IN = 1000;
const LANES = { local: 4, aws: 6 };
const PAUSE_MS = { local: 5, aws: 100 };
const MOST_PAUSE_MS = 1000;

/** So many answers of the new release in a row: each of them meets the late host with a chance of 1 in `hosts`. */
export function answersNeeded(hosts: number): number {
  return Math.ceil(Math.log(1 / MISSED_ONCE_IN) / Math.log(1 - 1 / hosts));
}

/**
 * How fast a stage's new pointer reaches every gateway host is documented nowhere (aws-contract 4.2): the live URL is
 * asked on a route that a smoke test expects to answer, each time over a connection of its own, until enough answers in a
 * row are of the new release; what was seen is reported. Without a marker there is nothing to tell the releases apart.
 */
export const settle: StepRunner<'settle'> = async (_step, run) => {
  const seen = await watchUntil(run, releaseName(run));
  if (!seen) return 'answers carry no release marker: nothing to watch';
  const { firstNew, lastOld, probes } = seen;
  run.learnt.settle = { firstNewMs: Math.round(firstNew), lastOldMs: Math.round(lastOld), probes };
  return `${firstAnswer(seen, releaseName(run))}, last older one after ${Math.round(lastOld)} ms`;
};

export const firstAnswer = ({ firstNew, probes }: Pick<Seen, 'firstNew' | 'probes'>, marker: string): string =>
  firstNew < 0 ? `none of ${probes} answers was of ${marker}` : `first answer after ${Math.round(firstNew)} ms`;

/** Until several answers in a row carry that marker; undefined: answers carry none. */
export async function watchUntil(run: Run, marker: string): Promise<Seen | undefined> {
  const probe = probeOf(run);
  return probe && run.learnt.markerSeen ? watch(run, probe, marker) : undefined;
}

function probeOf(run: Run): HttpSmokeTest | undefined {
  const tests = run.service.smoke.filter((test): test is HttpSmokeTest => test.kind === 'http');
  return tests.find(({ method, expect }) => method === 'GET' && expect.status < 400);
}

interface Seen {
  firstNew: number;
  lastOld: number;
  inARow: number;
  /** Raised by each answer of another release: what was asked before it counts no more. */
  epoch: number;
  probes: number;
}

async function watch(run: Run, probe: HttpSmokeTest, marker: string): Promise<Seen> {
  const { clock, learnt, options, service } = run;
  const { target } = service.environment;
  const needed = answersNeeded(HOSTS[target]);
  const until = clock.monotonic() + options.settleTimeoutMs;
  const seen: Seen = { firstNew: -1, lastOld: 0, inARow: 0, epoch: 0, probes: 0 };
  const goesOn = (): boolean => seen.inARow < needed && clock.monotonic() < until && !run.signal.aborted;
  const isNew = (answer: string | undefined): boolean => answer === marker;
  await Promise.all(Array.from({ length: LANES[target] }, () => askAgain(run, { probe, isNew }, seen, goesOn)));
  if (seen.inARow < needed && !run.signal.aborted)
    learnt.notes.push(
      `after ${options.settleTimeoutMs / 1000} s the live URL still answered from another release now and then`,
    );
  return seen;
}

interface Asked {
  readonly probe: HttpSmokeTest;
  readonly isNew: (marker: string | undefined) => boolean;
}

async function askAgain(run: Run, asked: Asked, seen: Seen, goesOn: () => boolean): Promise<void> {
  const { clock, service } = run;
  const began = clock.monotonic();
  const usual = PAUSE_MS[service.environment.target];
  let pause = usual;
  while (goesOn()) {
    const { epoch } = seen;
    const answer = await ask(run, asked);
    seen.probes++;
    if (answer === 'new') noteNew(seen, epoch, clock.monotonic() - began);
    else if (answer === 'other') noteOther(seen, clock.monotonic() - began);
    // Turned away for too many requests: what is asked for here is taken from callers.
    pause = answer === 'unknown' ? Math.min(MOST_PAUSE_MS, pause * 2) : usual;
    if (answer !== 'new') await clock.sleep(pause);
  }
}

function noteNew(seen: Seen, epoch: number, at: number): void {
  if (epoch === seen.epoch) seen.inARow++;
  if (seen.firstNew < 0) seen.firstNew = at;
}

function noteOther(seen: Seen, at: number): void {
  seen.epoch++;
  seen.inARow = 0;
  seen.lastOld = Math.max(seen.lastOld, at);
}

/** `unknown`: turned away for too many requests, which says nothing about the release. */
async function ask(run: Run, { probe, isNew }: Asked): Promise<'new' | 'other' | 'unknown'> {
  const { method, headers, timeoutMs } = probe;
  try {
    const url = run.learnt.endpoint + probe.path;
    const answer = await run.http({ url, method, headers, timeoutMs, fresh: true });
    const marker = answer.headers[releaseHeader];
    if (isNew(marker)) return 'new';
    return marker === undefined && [429, 503].includes(answer.status) ? 'unknown' : 'other';
  } catch {
    // No answer is no answer of the new release; the smoke tests that follow say why.
    return 'other';
  }
}
