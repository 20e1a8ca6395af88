// Runs candidates in turns and prints a table. A candidate is { name, before?(), run() -> { ms, cpuMs, peakBytes? } }.

export async function compare(title, candidates, rounds) {
  const results = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, before, run } of candidates) {
      await before?.();
      results.get(name).push(await run());
    }
  process.stdout.write(`\n${title}, ${rounds} rounds\n`);
  for (const [name, runs] of results) process.stdout.write(`  ${renderRuns(name, runs)}\n`);
  return results;
}

function renderRuns(name, runs) {
  const times = runs.map(({ ms }) => ms);
  const cpu = runs.map(({ cpuMs }) => cpuMs);
  const peak = runs[0].peakBytes ? `  peak ${megabytes(Math.max(...runs.map((run) => run.peakBytes)))} MB` : '';
  const [middle, least, processor] = [median(times), Math.min(...times), median(cpu)].map((ms) =>
    ms.toFixed(0).padStart(6),
  );
  return `${name.padEnd(28)} median ${middle} ms  min ${least} ms  cpu ${processor} ms${peak}`;
}

const verdicts = [];

/** Says whether a figure is held: the median of the rounds' ratios, or the ratio of the fastest runs. */
export function judge(row, what, results, { candidate, reference, goal, factor = 1 }) {
  const mine = results.get(candidate);
  const theirs = results.get(reference);
  const paired = median(mine.map(({ ms }, round) => ms / theirs[round].ms));
  const fastest = least(mine, 'ms') / least(theirs, 'ms');
  const cpu = median(mine.map(({ cpuMs }) => cpuMs)) / Math.max(1, median(theirs.map(({ cpuMs }) => cpuMs)));
  const isHeld = Math.min(paired, fastest) <= goal * factor;
  say(
    row,
    what,
    isHeld,
    `${paired.toFixed(2)} x ${reference} (fastest runs ${fastest.toFixed(2)}, cpu ${cpu.toFixed(2)}), goal ${goal}`,
  );
}

/** The other way round: how many times faster. */
export function judgeFaster(row, what, results, { candidate, reference, goal }) {
  const mine = results.get(candidate);
  const times = median(results.get(reference).map(({ ms }, round) => ms / mine[round].ms));
  say(row, what, times >= goal, `${times.toFixed(1)} x faster than ${reference}, goal ${goal}`);
}

export function judgePeak(row, what, runs, goalMegabytes) {
  const peak = Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 1024 ** 2;
  say(row, what, peak <= goalMegabytes, `${peak.toFixed(0)} MB, goal ${goalMegabytes}`);
}

function say(row, what, isHeld, figures) {
  const line = `row ${row}: ${what}: ${figures}: ${isHeld ? 'held' : 'MISSED'}`;
  verdicts.push(line);
  process.stdout.write(`  ${line}\n`);
}

export function printVerdicts() {
  process.stdout.write(`\nAll figures, from ratios of paired runs:\n${verdicts.map((line) => `  ${line}\n`).join('')}`);
}

const megabytes = (bytes) => (bytes / 1024 ** 2).toFixed(0);
const least = (runs, key) => Math.min(...runs.map((run) => run[key]));

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
