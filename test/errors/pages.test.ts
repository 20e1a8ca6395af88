import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorPages } from '../../src/errors/pages/all-pages.ts';

const src = join(import.meta.dirname, '../../src');

/** Every code that the tool's sources give an error: `new ShipError({ code: 'X'`, `new ArtifactError('X'`, and members of a union of codes. */
function codesInUse(): readonly string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/^local-aws|^errors.pages/.test(path),
  );
  const patterns = [
    /new ShipError\(\{\s*(?:\/\/.*\s*)*code: '([A-Z_]+)'/g,
    /\bArtifactError\(\s*'([A-Z_]+)'/g,
    /^ {2}\| '([A-Z_]+)'/gm,
  ];
  const found = files.flatMap((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));
  });
  return [...new Set(found)].toSorted();
}

test('every code that an error can have has a page', () => {
  expect(codesInUse().length).toBeGreaterThan(40);
  expect(codesInUse().filter((code) => !Object.hasOwn(errorPages, code))).toEqual([]);
});

test('every page is of a code that an error can have', () => {
  const used = new Set(codesInUse());
  expect(Object.keys(errorPages).filter((code) => !used.has(code))).toEqual([]);
});

test.each(Object.entries(errorPages))('the page of %s says what it means, why it comes and what to do', (_, page) => {
  expect(page.means).toMatch(/^[A-Za-z].*\.$/);
  expect(page.causes.length).toBeGreaterThan(0);
  expect(page.todo.length).toBeGreaterThan(0);
});
