import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { builtShip, ship } from '../ship.ts';

// Files of others, written to hurt who reads them: `ship init` says what is wrong, or leaves it, in its time and memory.

const dir = mkdtempSync(join(tmpdir(), 'ship-hostile-init-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
const head = lines('service: shop', 'provider: {name: aws, runtime: nodejs22.x}');
const one = (handler: string): string => `functions: {api: {handler: ${handler}, events: [{httpApi: 'GET /x'}]}}\n`;
const counted = (from: number, to: number, line: (n: number) => string): string =>
  Array.from({ length: to - from }, (_, index) => line(from + index)).join('\n');

const laughs = lines(
  'a0: &a0 [x, x]',
  counted(
    1,
    30,
    (n) =>
      `a${n}: &a${n} [${Array(9)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
  ),
);
const merges = lines(
  'm0: &m0 {k: 1}',
  counted(1, 30, (n) => `m${n}: &m${n}\n  <<: [*m${n - 1}, *m${n - 1}]\n  k${n}: 1`),
);
const doubling = lines(
  'custom:',
  '  v0: xxxxxxxx',
  counted(1, 40, (n) => `  v${n}: '${`\${self:custom.v${n - 1}}`.repeat(4)}'`),
);

const files: Readonly<Record<string, string>> = {
  'laughs/serverless.yml': head + laughs + one('h.a'),
  'merges/serverless.yml': head + merges + one('h.a'),
  'cycle/serverless.yml': lines('service: &s', '  me: *s', 'provider: {name: aws}', 'functions: {}'),
  'deep/serverless.yml': `${head}x: ${'['.repeat(50_000)}\n`,
  'doubling/serverless.yml': head + doubling + one("'h.${self:custom.v39}'"),
  'self/serverless.yml':
    lines(head, "custom: {a: '${self:custom.b}', b: '${self:custom.a}'}") + one("'${self:custom.a}'"),
  'secret/serverless.yml':
    lines(
      'service: shop',
      "provider: {name: aws, runtime: nodejs22.x, environment: {A: '${file(../planted.txt)}', B: '${file(/etc/passwd)}'}}",
    ) + one('h.a'),
  'prototype/serverless.yml':
    lines(head, '__proto__: {polluted: yes}', 'constructor: {prototype: {polluted: yes}}') + one('h.a'),
  'outside/serverless.yml': head + one('../../../../../etc/passwd.a'),
  'code/serverless.yml':
    lines('service: shop', 'provider: {name: aws, runtime: nodejs22.x, environment: {A: {$code: "planted()"}}}') +
    one('h.a'),
  'escapes/serverless.yml':
    lines('service: "shop\\e[2J\\u202e"', 'provider: {name: aws, runtime: nodejs22.x}') + one('"h.\\e[31ma"'),
  'sam/template.yaml': lines("Transform: 'AWS::Serverless-2016-10-31'", laughs, 'Resources: {}'),
  'sam-cycle/template.yaml': lines("Transform: 'AWS::Serverless-2016-10-31'", 'Resources: &r', '  A: *r'),
  'cdk.out/manifest.json': '['.repeat(200_000),
  'json/template.json': `{"Resources": ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
  'planted.txt': 'planted-file-content-77e1',
};

test('nothing in a file of others becomes code of the config that is written', async () => {
  const environment = [
    'A: "${env:X\'] ?? planted() ?? process.env[\'Y}"',
    'B: "a ${env:X} ${planted()} ` ${planted()} \\\\ b ${env:Y}"',
    'C: "\\u2028planted()"',
    '"D\\n planted()": x',
    "E: \"${env:Z, 'a' ?? planted() ?? '}\"",
  ];
  const functions =
    'functions: {api: {handler: h.a, events: [{httpApi: "GET /x"}]}, b: {handler: "q\\nplanted()//.a"}}';
  const folder = join(dir, 'injected');
  mkdirSync(folder);
  const indented = environment.map((line) => `    ${line}`);
  const provider = lines('service: shop', 'provider:', '  name: aws', '  runtime: nodejs22.x', '  environment:');
  writeFileSync(join(folder, 'serverless.yml'), provider + lines(...indented, functions));
  writeFileSync(join(folder, 'h.js'), 'exports.a = async () => ({});');
  const from = ['init', '--from', 'serverless.yml', '--yes', '--dry-run'];
  const { code, stdout, stderr } = await ship(from, { cwd: folder });
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  const written = stdout.replace(/^import .*$/m, '').replace('export default defineServices', 'defineServices');
  const seen: { ran: number; config?: unknown } = { ran: 0 };
  runInNewContext(written, {
    planted: () => (seen.ran += 1),
    defineServices: (config: unknown) => (seen.config = config),
    process: { env: { X: 'x', Y: 'y' } },
  });
  expect(seen.ran).toBe(0);
  expect(JSON.stringify(seen.config)).toContain('a x ${planted()} ` ${planted()} \\\\ b y');
});

test('files that are made to hurt are refused or left, and what they point to outside is not read', async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    writeFileSync(join(dir, dirname(path), 'h.js'), 'exports.a = async () => ({});');
  }
  const sources = Object.keys(files).filter((path) => path !== 'planted.txt');
  const runs = sources.map((path) => ['init', '--from', path.replace('/manifest.json', ''), '--dry-run', '--yes']);
  const out = join(dir, 'out.json');
  const battery = join(import.meta.dirname, '../../under-fire/hostile-battery.mjs');
  const child = spawn(process.execPath, ['--max-old-space-size=512', battery, out], {
    cwd: dir,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(JSON.stringify({ cli: join(builtShip(), 'dist/cli.cjs'), runs }));
  expect(await once(child, 'exit')).toEqual([0, null]);
  const { results } = JSON.parse(readFileSync(out, 'utf8')) as {
    results: { argv: string[]; code: number; ms: number; said: string }[];
  };
  const wrong = results.filter(
    ({ code, ms, said }) =>
      ![0, 2].includes(code) ||
      ms > 20_000 ||
      /planted-file|root:x:|(?![\t\n])\p{Cc}|\u202e/u.test(said) ||
      said.length > 200_000,
  );
  expect(
    wrong.map(({ argv, code, ms, said }) => `${argv[2]} -> ${code} in ${Math.round(ms)} ms: ${said.slice(0, 300)}`),
  ).toEqual([]);
  expect(results.length).toBe(sources.length);
}, 120_000);
