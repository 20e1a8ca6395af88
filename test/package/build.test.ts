import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'ship-build-'));
const dist = join(work, 'dist');
const build = (): unknown => execFileSync(process.execPath, ['scripts/build.mjs', dist], { cwd: root, stdio: 'pipe' });

afterAll(() => rmSync(work, { recursive: true, force: true }));

function states(): Record<string, number> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), statSync(join(parentPath, name)).ino]),
  );
}

test('a build of the same sources touches nothing that somebody may be running, and removes what is no part of it', () => {
  build();
  const before = states();
  expect(Object.keys(before)).toContain(join(dist, 'cli.cjs'));
  writeFileSync(join(dist, 'chunks/of-another-build.cjs'), '');
  writeFileSync(join(dist, 'size-hook.cjs'), 'damaged');
  build();
  const { [join(dist, 'size-hook.cjs')]: mended, ...others } = states();
  const { [join(dist, 'size-hook.cjs')]: damaged, ...kept } = before;
  expect(others).toEqual(kept);
  expect(mended).not.toBe(damaged);
  expect(readdirSync(work)).toEqual(['dist']);
});
