import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from '../../src/bundler/build.ts';

// In a process of its own: Jest's `process.env` is not the one that child processes inherit.
const script = `
import { readFileSync, readdirSync } from 'node:fs';
import { build } from './src/bundler/build.ts';
const { outputFiles } = await build({ stdin: { contents: 'export const answer: number = 42;', loader: 'ts' }, write: false });
const children = process.platform !== 'linux' ? [] : readdirSync('/proc/self/task').flatMap((task) =>
  readFileSync('/proc/self/task/' + task + '/children', 'utf8').split(' ').filter(Boolean));
process.stdout.write(JSON.stringify({
  text: outputFiles[0].text,
  own: [process.env.GOGC, process.env.GOMEMLIMIT],
  bundler: children.map((pid) => readFileSync('/proc/' + pid + '/environ', 'utf8').split('\\0').filter((each) => each.startsWith('GO'))),
}));
`;

const projectRoot = resolve(import.meta.dirname, '../..');

/** Other systems do not tell. */
const seen = <List extends readonly unknown[]>(list: List): List | [] => (process.platform === 'linux' ? list : []);

interface Seen {
  readonly text: string;
  readonly own: readonly unknown[];
  readonly bundler: readonly (readonly string[])[];
}

async function run(environment: Readonly<Record<string, string>>): Promise<Seen> {
  const stdin = { contents: script, resolveDir: projectRoot };
  const options = { stdin, bundle: true, write: false as const, format: 'esm' as const, platform: 'node' as const };
  const { outputFiles } = await build({ ...options, external: ['esbuild'] });
  const { PATH } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', outputFiles[0]?.text ?? ''], {
    cwd: projectRoot,
    env: { PATH, ...environment },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Seen;
}

test('esbuild collects no garbage below a quarter of the memory, and no other process hears of that', async () => {
  const { text, own, bundler } = await run({});
  expect(text).toContain('42');
  // JSON has no undefined.
  expect(own).toEqual([null, null]);
  expect(bundler).toEqual(seen([['GOGC=off', expect.stringMatching(/^GOMEMLIMIT=[1-9]\d+MiB$/)]]));
});

test('a GOGC that is set already is left alone', async () => {
  const { own, bundler } = await run({ GOGC: '50' });
  expect(own).toEqual(['50', null]);
  expect(bundler).toEqual(seen([['GOGC=50']]));
});
