import { renderOutcome } from '../../src/cli/render/render-outcome.ts';
import { makeColors } from '../../src/cli/terminal/colors.ts';
import { seededRandom } from '../../src/local-aws/faults/random.ts';
import type { Http } from '../../src/release/http.ts';
import { answersNeeded } from '../../src/release/steps/settle.ts';
import { emptyAws } from './memory/memory-aws.ts';
import { deployTo, fastClock } from './memory/runner.ts';

test('a late host is missed once in a thousand switches: so many answers are needed', () => {
  expect([answersNeeded(1.0001), answersNeeded(4), answersNeeded(8)]).toEqual([1, 25, 52]);
});

type FastClock = ReturnType<typeof fastClock>;

/** Eight hosts behind the live URL, the last of them a second late: until then it gives what was live before. */
function behindHosts(random: () => number, clock: FastClock, answers: { at: number; release: string }[]) {
  let switchedAt = -1;
  return (http: Http): Http =>
    async (request) => {
      const answer = await http(request);
      if (request.url.includes('ship-preview')) return answer;
      if (answer.headers['x-ship-release'] === 'r2' && switchedAt < 0) switchedAt = clock.monotonic();
      clock.advance(3);
      const isLate = Math.floor(random() * 8) === 7 && clock.monotonic() - switchedAt < 1000;
      const release = switchedAt >= 0 && isLate ? 'r1' : (answer.headers['x-ship-release'] ?? '');
      if (request.fresh) answers.push({ at: clock.monotonic(), release });
      return { ...answer, headers: { 'x-ship-release': release } };
    };
}

test('one late host of eight is waited for, in every one of a hundred switches', async () => {
  const random = seededRandom(7);
  const ended: number[] = [];
  for (let count = 0; count < 100; count++) {
    const aws = emptyAws();
    await deployTo(aws);
    const clock = fastClock();
    const answers: { at: number; release: string }[] = [];
    const { result } = await deployTo(
      aws,
      { code: { main: 'two' } },
      { clock, through: behindHosts(random, clock, answers) },
    );
    expect([result.live, result.settle?.probes]).toEqual(['r2', answers.length]);
    const lastOld = answers.findLastIndex(({ release }) => release === 'r1');
    ended.push((answers.at(-1)?.at ?? 0) - (answers[0]?.at ?? 0));
    expect(answers.length - lastOld - 1).toBeGreaterThanOrEqual(answersNeeded(8));
  }
  // It may be lucky enough now and then not to meet the late host, but not once in a hundred.
  expect(ended.filter((ms) => ms < 900)).toEqual([]);
});

test('being turned away for too many requests is waited out, and no answer of another release', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  let asked = 0;
  const through =
    (http: Http): Http =>
    async (request) =>
      request.fresh && ++asked % 10 === 0
        ? { status: 429, headers: {}, body: Buffer.from('slow down') }
        : http(request);
  const { result } = await deployTo(aws, { code: { main: 'two' } }, { through });
  expect([result.settle?.lastOldMs, result.notes]).toEqual([0, []]);
});

test('where five requests a second are let through, the watching asks less often, and leaves room for callers', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const clock = fastClock();
  let [left, last] = [5, 0];
  const turnedAway = (): boolean => {
    left = Math.min(5, left + ((clock.monotonic() - last) * 5) / 1000);
    last = clock.monotonic();
    if (left < 1) return true;
    left -= 1;
    return false;
  };
  const through =
    (http: Http): Http =>
    async (request) =>
      request.fresh && turnedAway() ? { status: 429, headers: {}, body: Buffer.from('slow down') } : http(request);
  const { result } = await deployTo(aws, { code: { main: 'two' } }, { clock, through });
  expect(result.live).toBe('r2');
  // At the usual pace it is 36 in this time, with a clock that runs only in pauses.
  expect(result.settle?.probes).toBeLessThan(25);
});

test('a URL that never settles is watched for its time and no longer, and the result says so', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const clock = fastClock();
  let asked = 0;
  const old = { status: 200, headers: { 'x-ship-release': 'r1' }, body: Buffer.from('{}') };
  const through =
    (http: Http): Http =>
    async (request) =>
      request.fresh && ++asked % 10 === 0 ? old : http(request);
  const { result } = await deployTo(aws, { code: { main: 'two' } }, { clock, through });
  expect(result.notes).toEqual(['after 2 s the live URL still answered from another release now and then']);
  expect(clock.monotonic()).toBeLessThan(4000);
});

test('where every answer is turned away, no time is told at which the release was seen', async () => {
  const aws = emptyAws();
  await deployTo(aws);
  const through =
    (http: Http): Http =>
    async (request) =>
      request.fresh ? { status: 429, headers: {}, body: Buffer.from('slow down') } : http(request);
  const { result, events } = await deployTo(aws, { code: { main: 'two' } }, { through });
  const notes = events.flatMap((event) =>
    event.kind === 'step-done' && event.step.kind === 'settle' ? event.note : [],
  );
  expect(notes).toEqual([expect.stringMatching(/^none of \d+ answers was of r2, /)]);
  expect(renderOutcome(result, 'deploy', makeColors({ enabled: false }))).toContain('new release not seen');
});
