// Answers per release over time, as a stacked SVG: one column per 100 ms, by when the request was sent.
const COLUMN_MS = 100;
const COLORS = ['#4c78a8', '#f58518', '#54a24b', '#b279a2', '#9d755d', '#72b7b2'];
const WIDTH = 960;
const HEIGHT = 300;
const LEFT = 50;
const BOTTOM = 40;

/** `marks`: `{ at, text }`, drawn as vertical lines. Times are ms since the start. */
export function plotReleases(answers, marks) {
  const names = [...new Set(answers.map(({ release }) => release ?? 'failed'))].toSorted((a, b) => (a < b ? -1 : 1));
  const end = Math.max(...answers.map(({ at }) => at), 1);
  const columns = Array.from({ length: Math.floor(end / COLUMN_MS) + 1 }, () => ({}));
  for (const { at, release = 'failed' } of answers) {
    const column = columns[Math.floor(at / COLUMN_MS)];
    column[release] = (column[release] ?? 0) + 1;
  }
  const most = Math.max(...columns.map((column) => Object.values(column).reduce((sum, one) => sum + one, 0)), 1);
  const x = (ms) => LEFT + (ms / (columns.length * COLUMN_MS)) * (WIDTH - LEFT - 10);
  const height = (count) => (count / most) * (HEIGHT - BOTTOM - 50);
  const color = (name) => (name === 'failed' ? '#d62728' : COLORS[names.indexOf(name) % COLORS.length]);
  const bars = columns.flatMap((column, index) => {
    let top = HEIGHT - BOTTOM;
    return names
      .filter((name) => column[name])
      .map((name) => {
        top -= height(column[name]);
        const [left, right] = [x(index * COLUMN_MS), x((index + 1) * COLUMN_MS)];
        return `<rect x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${(right - left).toFixed(2)}" height="${height(column[name]).toFixed(1)}" fill="${color(name)}"/>`;
      });
  });
  const lines = marks.map(
    ({ at, text }, index) =>
      `<path d="M${x(at).toFixed(1)} 40V${HEIGHT - BOTTOM}" stroke="#222" stroke-dasharray="3 3"/><text x="${(x(at) + 3).toFixed(1)}" y="${52 + (index % 3) * 12}">${text}</text>`,
  );
  const legend = names.map(
    (name, index) =>
      `<rect x="${LEFT + index * 90}" y="14" width="10" height="10" fill="${color(name)}"/><text x="${LEFT + 14 + index * 90}" y="23">${name}</text>`,
  );
  const seconds = Array.from({ length: Math.floor(end / 5000) + 1 }, (_, index) => index * 5);
  const axis = seconds.map(
    (second) => `<text x="${x(second * 1000).toFixed(1)}" y="${HEIGHT - 22}">${second} s</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...legend, ...bars, ...lines, ...axis].join('\n')}
<text x="${LEFT}" y="${HEIGHT - 6}">answers per ${COLUMN_MS} ms (most: ${most}), by the release that gave them and when they were asked for</text>
</svg>
`;
}
