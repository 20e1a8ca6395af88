// Answers per release over time, as a stacked SVG, and below it how long they took: by when the request was due.
const WIDTH = 1000;
const LEFT = 62;
const RIGHT = 20;
const TOP = 78;
const BARS = 220;
const GAP = 34;
const TIMES = 90;
const HEIGHT = TOP + BARS + GAP + TIMES + 46;
const COLUMNS = 240;
const COLORS = ['#4c78a8', '#f58518', '#54a24b', '#b279a2', '#9d755d', '#72b7b2'];
const FAILED = '#d62728';
const INK = '#333';

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const round = (number) => Number(number.toFixed(1));
const text = (x, y, said, more = '') => `<text x="${round(x)}" y="${round(y)}" ${more}>${escape(said)}</text>`;

/** `marks`: `{ at, until, text }`, what ship did, as a band. Times are ms since the start. */
export function plotReleases(answers, marks, title = '') {
  const end = Math.max(...answers.map(({ at }) => at), ...marks.map(({ until }) => until), 1);
  const columnMs = niceStep(end / COLUMNS);
  const columns = toColumns(answers, columnMs, end);
  const names = [...new Set(answers.map(nameOf))].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const good = names.filter((name) => name !== 'failed');
  const colorOf = (name) => (name === 'failed' ? FAILED : COLORS[good.indexOf(name) % COLORS.length]);
  const x = (ms) => LEFT + (ms / (columns.length * columnMs)) * (WIDTH - LEFT - RIGHT);
  const parts = [
    text(LEFT, 22, title || 'Answers by the release that gave them', 'font-size="15" font-weight="600"'),
    legend(answers, names, colorOf),
    ...bands(marks, x),
    ...bars(columns, { names, colorOf, columnMs, x }),
    ...times(columns, { columnMs, x }),
    ...seconds(end, x),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="11" fill="${INK}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

const nameOf = ({ status, release }) => (status >= 200 && status < 400 ? (release ?? 'no marker') : 'failed');
const rank = (name) => (name === 'failed' ? 1 : 0);
const niceStep = (ms) => [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].find((step) => step >= ms) ?? 60_000;

function toColumns(answers, columnMs, end) {
  const columns = Array.from({ length: Math.floor(end / columnMs) + 1 }, () => ({ counts: {}, ms: [] }));
  for (const answer of answers) {
    const { counts, ms } = columns[Math.floor(answer.at / columnMs)];
    counts[nameOf(answer)] = (counts[nameOf(answer)] ?? 0) + 1;
    ms.push(answer.ms ?? 0);
  }
  return columns;
}

function legend(answers, names, colorOf) {
  let at = LEFT;
  return names
    .map((name) => {
      const said = `${name}: ${answers.filter((answer) => nameOf(answer) === name).length.toLocaleString('en')} answers`;
      const shown = `<rect x="${at}" y="34" width="11" height="11" rx="2" fill="${colorOf(name)}"/>${text(at + 16, 44, said)}`;
      at += 34 + said.length * 6;
      return shown;
    })
    .join('');
}

const bands = (marks, x) =>
  marks.map(({ at, until, text: said }) => {
    const [from, to] = [x(at), x(until)];
    return `<rect x="${round(from)}" y="${TOP - 16}" width="${round(to - from)}" height="${BARS + 16}" fill="#000" opacity="0.05"/><path d="M${round(from)} ${TOP - 16}V${TOP + BARS}M${round(to)} ${TOP - 16}V${TOP + BARS}" stroke="#999" stroke-dasharray="3 3"/>${text(from + 5, TOP - 5, said, 'fill="#555"')}`;
  });

function bars(columns, { names, colorOf, columnMs, x }) {
  const perSecond = (count) => (count / columnMs) * 1000;
  const most = Math.max(...columns.map(({ counts }) => Object.values(counts).reduce((sum, one) => sum + one, 0)), 1);
  const scale = niceCeiling(perSecond(most));
  const height = (count) => (perSecond(count) / scale) * BARS;
  const width = x(columnMs) - x(0);
  const shown = columns.flatMap(({ counts }, index) => {
    let top = TOP + BARS;
    return names
      .filter((name) => counts[name])
      .map((name) => {
        // A single failure must be seen.
        const tall = Math.max(height(counts[name]), name === 'failed' ? 3 : 0);
        top -= tall;
        return `<rect x="${round(x(index * columnMs))}" y="${round(top)}" width="${(width + 0.15).toFixed(2)}" height="${tall.toFixed(1)}" fill="${colorOf(name)}"/>`;
      });
  });
  return [...gridLines(TOP, BARS, scale, '/s'), ...shown, text(LEFT - 8, TOP - 20, 'answers', 'text-anchor="end"')];
}

/** The slowest and the median answer of each column. */
function times(columns, { columnMs, x }) {
  const at = TOP + BARS + GAP;
  const sorted = columns.map(({ ms }) => ms.toSorted((a, b) => a - b));
  const scale = niceCeiling(Math.max(...sorted.map((ms) => ms.at(-1) ?? 0), 1));
  const y = (ms) => round(at + TIMES - (ms / scale) * TIMES);
  const line = (pick) =>
    sorted
      .flatMap((ms, index) => (ms.length > 0 ? [`${round(x((index + 0.5) * columnMs))},${y(pick(ms))}`] : []))
      .join(' ');
  return [
    ...gridLines(at, TIMES, scale, ' ms'),
    `<polyline points="${line((ms) => ms.at(-1))}" fill="none" stroke="#bbb"/>`,
    `<polyline points="${line((ms) => ms[Math.floor(ms.length / 2)])}" fill="none" stroke="${INK}"/>`,
    text(LEFT, at - 8, 'time to answer: median (dark), slowest (light)', 'fill="#555"'),
  ];
}

const niceCeiling = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
};

const gridLines = (top, height, scale, unit) =>
  [0, 0.5, 1].map((share) => {
    const y = round(top + height * (1 - share));
    return `<path d="M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="#ddd"/>${text(LEFT - 8, y + 4, `${round(scale * share)}${unit}`, 'text-anchor="end" fill="#777"')}`;
  });

function seconds(end, x) {
  const step = [1, 2, 5, 10, 30, 60, 300].find((one) => end / 1000 / one <= 14) ?? 600;
  return Array.from({ length: Math.floor(end / 1000 / step) + 1 }, (_, index) =>
    text(x(index * step * 1000), HEIGHT - 16, `${index * step} s`, 'text-anchor="middle" fill="#777"'),
  );
}
