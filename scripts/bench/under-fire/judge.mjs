// What traffic saw of the switches.

/** `changes`: `{ began, ended, from, to }` per run of ship, in ms like the answers' `at`. */
export function judge(answers, changes, generations) {
  const parsed = answers.map((answer) => ({ ...answer, said: answer.status === 200 ? JSON.parse(answer.body) : {} }));
  const failed = parsed.filter(({ status }) => status !== 200);
  const mixed = parsed.filter(
    ({ status, release, said }) =>
      status === 200 &&
      (!mayAnswer(release, generations).includes(said.generation) ||
        (said.sibling ?? said.generation) !== said.generation),
  );
  // A request of one change's time may be answered in the next one's: it says nothing about either.
  const during = (index, { at, ms }) => at + ms < (changes[index + 1]?.began ?? Infinity);
  const older = changes.flatMap(({ ended, to }, index) =>
    parsed.filter(
      (answer) => answer.status === 200 && answer.at > ended && during(index, answer) && answer.release !== to,
    ),
  );
  const windows = changes.map(({ began, to, from, name, ended }, index) => {
    const own = parsed.filter((answer) => answer.at >= began && during(index, answer));
    const timesOf = (name) => own.filter(({ said }) => said.generation === generations[name]).map(({ at }) => at);
    const [firstNew, lastOld] = [Math.min(...timesOf(to)), Math.max(...timesOf(from))];
    return { name, took: Math.round(ended - began), bothFor: Math.max(0, Math.round(lastOld - firstNew)) };
  });
  return { failed, mixed, older, windows };
}

/** `r3-25`: a share of the calls goes to r3, the rest to what was live before, each call wholly to one of them. */
function mayAnswer(release, generations) {
  const [, to] = /^(r\d+)-\d+$/.exec(release ?? '') ?? [];
  return to ? [generations[to], generations.r1] : [generations[release]];
}
