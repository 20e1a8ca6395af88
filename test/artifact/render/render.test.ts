import { Script } from 'node:vm';
import type { FunctionSize, SizeReport } from '../../../src/model/size-report.ts';
import { bar } from '../../../src/artifact/render/bar.ts';
import { layoutTreemap, type Box } from '../../../src/artifact/render/layout-treemap.ts';
import { renderSizeHtml } from '../../../src/artifact/render/render-size-html.ts';
import { renderSizeMarkdown } from '../../../src/artifact/render/render-size-markdown.ts';
import { renderSizeTable } from '../../../src/artifact/render/render-size-table.ts';
import { wrapWords } from '../../../src/artifact/render/wrap-words.ts';
import { defaultLimits } from '../../../src/artifact/size/limits.ts';
import { formatBytes, formatDifference, formatPercent } from '../../../src/artifact/size/format-bytes.ts';

const MB = 1024 * 1024;

function aFunctionSize(given: Partial<FunctionSize> = {}): FunctionSize {
  const totalBytes = given.totalBytes ?? 25 * MB;
  return {
    name: 'main',
    runtime: 'nodejs22.x',
    code: { unzippedBytes: totalBytes, zippedBytes: 6 * MB, fileCount: 3 },
    layers: [],
    totalBytes,
    isComplete: true,
    headroomBytes: defaultLimits.unzippedBytes - totalBytes,
    headroomPercent: 90,
    environmentBytes: 0,
    environmentIsComplete: true,
    packages: [{ name: 'pdfkit', bytes: 20 * MB, copies: [] }],
    folders: [],
    duplicates: [],
    alsoInLayer: [],
    inRuntime: [],
    findings: [],
    advice: [],
    warnings: [],
    tree: {
      name: '',
      bytes: totalBytes,
      children: [
        { name: 'pdfkit', bytes: 20 * MB },
        { name: 'src', bytes: 5 * MB },
      ],
    },
    ...given,
  };
}

const aReport = (...functions: FunctionSize[]): SizeReport => ({
  schema: 1,
  service: 'orders',
  limits: defaultLimits,
  functions,
  over: functions.some(({ findings }) => findings.some(({ severity }) => severity === 'over')),
});

const over = aFunctionSize({
  name: 'report',
  findings: [
    {
      severity: 'over',
      rule: 'budget',
      message: '25.0 MB, 5.0 MB over the budget of 20.0 MB (budgets.unzipped.report)',
    },
  ],
  advice: [
    { kind: 'drop', message: 'pdfkit brings 20.0 MB, for src/report.ts', savesBytes: 20 * MB, cost: 'another way' },
  ],
  growth: {
    since: 'release r17',
    totalBytes: 20 * MB,
    differenceBytes: 5 * MB,
    differencePercent: 25,
    packages: [{ name: 'pdfkit', differenceBytes: 5 * MB }],
  },
});

test('the table says what is over, what is inside and what to do', () => {
  const layered = aFunctionSize({
    layers: [{ name: 'arn:aws:lambda:eu-west-1:1:layer:x:1', kind: 'arn' }],
    isComplete: false,
    warnings: [
      {
        kind: 'run-time-file',
        message: 'it seems to read a.html when it runs',
        file: 'src/a.ts',
        line: 3,
        next: "assets: ['a.html']",
      },
    ],
  });
  expect(renderSizeTable(aReport(layered, over), { width: 120 })).toBe(
    [
      'orders',
      '  function     code   layers      total  of 250.0 MB           free  zipped   change',
      '  main      25.0 MB  unknown  ≥ 25.0 MB  ██                    90 %  6.0 MB      new',
      '  report    25.0 MB        -    25.0 MB  ██                    90 %  6.0 MB  +5.0 MB',
      '  ✖ report: 25.0 MB, 5.0 MB over the budget of 20.0 MB (budgets.unzipped.report)',
      '',
      '  main is made of',
      '    pdfkit  ████████████████      20.0 MB  80 %',
      '',
      '  report is made of',
      '    pdfkit  ████████████████      20.0 MB  80 %',
      '',
      '  main could do with',
      '    ! src/a.ts:3: it seems to read a.html when it runs',
      "      assets: ['a.html']",
      '',
      '  report could do with',
      '    → pdfkit brings 20.0 MB, for src/report.ts',
      '      cost: another way',
    ].join('\n'),
  );
});

test.each([30, 40, 60, 80])('no line of a size table is wider than a terminal of %i columns', (width) => {
  const lines = renderSizeTable(aReport(aFunctionSize({}), over), { width }).split('\n');
  expect(lines.filter((line) => line.length > width && !line.includes('budgets.unzipped.report'))).toEqual([]);
  // What counts is there at any width.
  expect(lines[1]).toMatch(/total.*free/);
});

test('styles go around words, and nothing steers the terminal', () => {
  const paint = {
    bold: (t: string) => `<b>${t}</b>`,
    dim: (t: string) => t,
    red: (t: string) => `<r>${t}</r>`,
    yellow: (t: string) => t,
    green: (t: string) => t,
  };
  const evil = aFunctionSize({ ...over, name: 'x\u001b[2Jy', packages: [{ name: 'a\u202eb', bytes: 1, copies: [] }] });
  const table = renderSizeTable(aReport(evil), { paint });
  expect(table).toContain('<r>✖</r> x?[2Jy');
  expect(table).toContain('a?b');
  expect(table.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test.each([
  [0, '    '],
  [0.0001, '▏   '],
  [0.5, '██  '],
  [0.53125, '██▏ '],
  [2, '████'],
])('a bar of %p', (share, expected) => {
  expect(bar(share, 4)).toBe(expected);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [1_000_000, '976.6 KB'],
  [1_024_000, '1.0 MB'],
  [262_144_000, '250.0 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
  expect(formatDifference(-bytes)).toBe(bytes === 0 ? '±0' : `-${text}`);
});

test('small shares have a decimal', () => {
  expect([0.04, 5.55, 12.4].map(formatPercent)).toEqual(['0.0 %', '5.5 %', '12 %']);
});

test('the comment for a pull request is a table with a mark by which it is found, and names are no markup', () => {
  const text = renderSizeMarkdown([aReport(over, aFunctionSize({ name: 'a|<b>`c`' }))]);
  expect(text.split('\n').slice(0, 9)).toEqual([
    '<!-- ship:size -->',
    '### ❌ Over the size budget',
    '',
    '**orders**',
    '',
    '| function | code | layers | total | of 250.0 MB | zipped | since release r17 |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| `report` | 25.0 MB | – | 25.0 MB | 10 % | 6.0 MB | +5.0 MB |',
    '| `a\\|\\<b\\>\\`c\\`` | 25.0 MB | – | 25.0 MB | 10 % | 6.0 MB | new |',
  ]);
  expect(text).toContain('- ❌ `report`: 25.0 MB, 5.0 MB over');
  expect(text).toContain('Changed: pdfkit +5.0 MB');
});

test('the page loads nothing, shows a treemap of every function, and names are no markup', () => {
  const evil = aFunctionSize({
    name: '<img src=x onerror=alert(1)>',
    tree: { name: '', bytes: 10, children: [{ name: '"><script>', bytes: 10 }] },
  });
  const page = renderSizeHtml([aReport(evil, over)]);
  expect(page).not.toMatch(/<img|"><script>|src="http|href=/);
  expect(page.match(/class="map"/g)).toHaveLength(2);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('+5.0 MB (25 %)');
  expect(page).toContain('pdfkit: +5.0 MB since release r17');
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
  expect(script).toContain("map.addEventListener('click'");
  expect(() => new Script(script)).not.toThrow();
});

test('the page has a treemap of every local layer, too', () => {
  const layer = {
    name: 'shared',
    kind: 'local',
    unzippedBytes: 5,
    tree: { name: '', bytes: 5, children: [{ name: 'x', bytes: 5 }] },
  } as const;
  expect(renderSizeHtml([aReport(aFunctionSize({ layers: [layer] }))])).toContain('<p>layer shared</p>');
});

test('boxes of a treemap fill their place by their bytes and do not overlap', () => {
  const sizes = [60, 30, 20, 10, 5, 5, 3, 2, 1];
  const box = layoutTreemap({ name: '', bytes: 136, children: sizes.map((bytes) => ({ name: String(bytes), bytes })) });
  for (const child of box.children)
    expect((child.width * child.height) / 100).toBeCloseTo((child.node.bytes / 136) * 100, 6);
  for (const [at, one] of box.children.entries())
    for (const other of box.children.slice(at + 1)) expect(overlap(one, other)).toBeLessThan(1e-6);
  expect(
    Math.max(...box.children.map(({ width, height }) => Math.max((width * 2) / height, height / (width * 2)))),
  ).toBeLessThan(4);
});

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, across) * Math.max(0, down);
}

test('words are kept whole, and one that is longer than a line has its own', () => {
  expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapWords('a-very-long-word it is', 8)).toEqual(['a-very-long-word', 'it is']);
});

test('in a comment and on a page too a layer of unknown size is no number', () => {
  const arn = 'arn:aws:lambda:eu-west-1:1:layer:x:1';
  const unknown = aReport(aFunctionSize({ layers: [{ name: arn, kind: 'arn' }], isComplete: false }));
  expect(renderSizeMarkdown([unknown])).toContain('| 25.0 MB | unknown | ≥ 25.0 MB |');
  expect(renderSizeHtml([unknown])).toContain('<td>unknown</td>');
  const partly = [
    { name: 'shared', kind: 'local' as const, unzippedBytes: 1024 },
    { name: arn, kind: 'arn' as const },
  ];
  expect(renderSizeMarkdown([aReport(aFunctionSize({ layers: partly, isComplete: false }))])).toContain('| ≥ 1.0 KB |');
});

test('what will probably go wrong when a function runs is in comments and pages, with its place and the cure', () => {
  const warning = {
    kind: 'run-time-file',
    message: 'it seems to read <views>',
    file: 'src/main.ts',
    line: 3,
    next: "assets: ['views']",
  } as const;
  const report = aReport(aFunctionSize({ warnings: [warning] }));
  expect(renderSizeMarkdown([report])).toContain(
    "- ⚠️ `main`: src/main.ts:3: it seems to read \\<views\\> _(assets: \\['views'\\])_",
  );
  expect(renderSizeHtml([report])).toContain('src/main.ts:3: it seems to read &#60;views&#62; <code>assets: [');
});
