// Runs candidates in turns and prints a table. A candidate is { name, before?(), run() -> { ms, cpuMs?, peakBytes? } }.

export async function compare(title, candidates, rounds) {
  const results = new Map(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, before, run } of candidates) {
      await before?.();
      results.get(name).push(await run());
    }
  process.stdout.write(`\n${title}, ${rounds} rounds\n`);
  for (const [name, runs] of results) {
    const times = runs.map(({ ms }) => ms);
    const memory = runs[0].peakBytes
      ? `${(Math.max(...runs.map((run) => run.peakBytes)) / 1024 ** 2).toFixed(0)} MB`
      : '';
    process.stdout.write(
      `  ${name.padEnd(26)} median ${median(times).toFixed(0).padStart(6)} ms  min ${Math.min(...times)
        .toFixed(0)
        .padStart(6)} ms  ${memory}\n`,
    );
  }
  return results;
}

/** Says whether a figure is held: the median of the rounds' ratios, and the ratio of the fastest runs. */
export function judge(row, what, results, candidate, reference, goal) {
  const mine = results.get(candidate).map(({ ms }) => ms);
  const theirs = results.get(reference).map(({ ms }) => ms);
  const paired = median(mine.map((ms, round) => ms / theirs[round]));
  const fastest = Math.min(...mine) / Math.min(...theirs);
  const verdict = Math.min(paired, fastest) <= goal ? 'held' : 'MISSED';
  process.stdout.write(
    `  row ${row}: ${what}: ${paired.toFixed(2)} x ${reference} (fastest runs ${fastest.toFixed(2)}), goal ${goal}: ${verdict}\n`,
  );
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
