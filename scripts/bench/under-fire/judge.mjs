// What traffic saw of the switches.

/** `changes`: `{ began, ended, from, to }` per run of ship, in ms like the answers' `at`. */
export function judge(answers, changes, generations) {
  const parsed = answers.map((answer) => ({ ...answer, said: answer.status === 200 ? JSON.parse(answer.body) : {} }));
  const failed = parsed.filter(({ status }) => status !== 200);
  const mixed = parsed.filter(
    ({ status, release, said }) =>
      status === 200 &&
      (said.generation !== generations[release] || (said.sibling ?? said.generation) !== said.generation),
  );
  const older = changes.flatMap(({ ended, to }, index) => {
    const until = changes[index + 1]?.began ?? Infinity;
    return parsed.filter(({ at, status, release }) => status === 200 && at > ended && at < until && release !== to);
  });
  const windows = changes.map(({ began, to, from, name, ended }) => {
    const first = parsed.filter(({ release, at }) => release === to && at >= began).map(({ at }) => at);
    const last = parsed
      .filter(({ release, at }) => release === from && at >= began && at < ended + 60_000)
      .map(({ at }) => at);
    const [firstNew, lastOld] = [Math.min(...first), Math.max(...last)];
    return { name, took: Math.round(ended - began), bothFor: Math.max(0, Math.round(lastOld - firstNew)) };
  });
  return { failed, mixed, older, windows };
}
