import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { loadConfig } from '../../src/config/load-config.ts';
import { errorPages } from '../../src/errors/pages/all-pages.ts';
import { parseCommandLine } from '../cli/commands/parse-command-line.ts';

const root = join(import.meta.dirname, '../..');
const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = [...docs.map((name) => join(root, 'docs', name)), join(root, 'README.md')];
const textOf = (page: string): string => readFileSync(page, 'utf8');
const named = pages.map((page) => [relative(root, page), page] as const);

/** Lines of `sh` blocks and inline code that begin with ship; a placeholder such as `<service>` is no command line. */
function commandLines(page: string): readonly string[] {
  const blocks = [...textOf(page).matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [
    ...textOf(page)
      .replaceAll(/^```[^]*?^```/gm, '')
      .matchAll(/`(ship [^`]+)`/g),
  ].map(([, line = '']) => line);
  return [...blocks, ...inline]
    .map((line) =>
      line
        .replace(/\s+#.*$/, '')
        .replace(/^npx /, '')
        .trim(),
    )
    .filter((line) => line.startsWith('ship ') && !/[<|[…]|\.\.\.|^ship-/.test(line));
}

test.each(named)('every command line of %s is one that ship understands', async (_, page) => {
  const wrong: string[] = [];
  for (const line of commandLines(page)) {
    const answer = await parseCommandLine(line);
    if (answer !== 'understood') wrong.push(`${line}: ${answer}`);
  }
  expect(wrong).toEqual([]);
});

test('there are command lines to check', () => {
  expect(pages.flatMap(commandLines).length).toBeGreaterThan(40);
});

test.each(named)('every link of %s leads somewhere', (_, page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken = links.filter((target) => !/^https?:/.test(target) && !isThere(page, target));
  expect(broken).toEqual([]);
});

function isThere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : resolve(dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchorsOf(file).includes(anchor);
}

/** As GitHub makes them. */
const anchorsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-'),
  );

test.each(named)('every config of %s has no mistakes', async (_, page) => {
  const configs = [...textOf(page).matchAll(/^```ts\n([^]*?)^```/gm)]
    .map(([, code = '']) => code)
    .filter((code) => code.includes('defineServices('));
  for (const code of configs) {
    const folder = mkdtempSync(join(tmpdir(), 'ship-docs-'));
    writeFileSync(join(folder, 'services.config.ts'), code);
    const { services } = await loadConfig({ cwd: folder });
    expect(services('local').length).toBeGreaterThan(0);
    rmSync(folder, { recursive: true });
  }
});

test('every error code that the docs name has a page', () => {
  const codes = pages.flatMap((page) => [...textOf(page).matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code = '']) => code));
  const variables = /^(AWS|SHIP|GITHUB|NODE|NO|SLACK|AUDIT)_/;
  expect(codes.filter((code) => !variables.test(code) && !Object.hasOwn(errorPages, code))).toEqual([]);
});

test('what ship explain prints as a command is one', async () => {
  const lines = Object.values(errorPages)
    .flatMap(({ todo }) => todo)
    .filter((line) => /^ship [a-z]/.test(line))
    .map((line) => line.replace(/[:,].*$/, ''));
  const wrong: string[] = [];
  for (const line of lines) if ((await parseCommandLine(line)) !== 'understood') wrong.push(line);
  expect(wrong).toEqual([]);
});
