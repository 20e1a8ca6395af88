import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compilePattern } from '../../../artifact/collect/glob.ts';
import { asList, asObject, compact, type Settings } from '../draft.ts';

type Note = (text: string) => void;

/** `package` of the service and of a function, the function's last, as lists of patterns: `!` in front leaves out. */
export function patternsOf(...packages: readonly unknown[]): readonly string[] {
  const texts = (value: unknown): readonly string[] => asList(value).filter((one) => typeof one === 'string');
  return packages.map(asObject).flatMap(({ exclude, include, patterns }) => [
    // The older form: what is included wins over what is excluded.
    ...texts(exclude).map((pattern) => (pattern.startsWith('!') ? pattern.slice(1) : `!${pattern}`)),
    ...texts(include),
    ...texts(patterns),
  ]);
}

/** For a folder that is shipped as it is: without `!**` in front everything is in that is not left out. */
export function folderPatterns(patterns: readonly string[]): Settings {
  const left = patterns.filter(isLeftOut).map((pattern) => plain(pattern.slice(1)));
  const wanted = patterns.filter((pattern) => !isLeftOut(pattern)).map(plain);
  const isNothing = left.some((pattern) => everything.test(pattern));
  return compact({
    include: isNothing ? wanted : undefined,
    exclude: left.filter((pattern) => !everything.test(pattern)),
  });
}

/** For code that is bundled: files that no import reaches become assets, packages become `bundle.nodeModules`. */
export function bundlePatterns(root: string, patterns: readonly string[], note: Note): Settings {
  const wanted = patterns.filter((pattern) => !isLeftOut(pattern) && !everything.test(plain(pattern))).map(plain);
  const packages = wanted.flatMap((pattern) => packageOf(root, pattern) ?? []);
  const assets = wanted
    .filter((pattern) => !pattern.split('/').includes('node_modules'))
    .flatMap((pattern) => assetsOf(root, pattern, patterns, note));
  for (const pattern of wanted)
    if (pattern.split('/').includes('node_modules') && packageOf(root, pattern) === undefined)
      note(
        `package.patterns ${pattern}: it names no package that is installed; ship what is needed of it by bundle.nodeModules`,
      );
  return compact({ assets: [...new Set(assets)], bundle: compact({ nodeModules: [...new Set(packages)] }) });
}

const everything = /^(\*\*|\*|\.|)(\/\*{1,2})?$/;
const isLeftOut = (pattern: string): boolean => pattern.startsWith('!');
const plain = (pattern: string): string => pattern.replace(/^(\.\/)+/, '').replace(/\/+$/, '');

function packageOf(root: string, pattern: string): string | undefined {
  const [, name] = /^node_modules\/((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/|$)/.exec(pattern) ?? [];
  return name !== undefined && existsSync(join(root, 'node_modules', name, 'package.json')) ? name : undefined;
}

/** What the bundler takes along where it is imported, and what only tools read. */
const bundled = /\.([cm]?[jt]sx?|map)$|(^|\/)(package(-lock)?\.json|tsconfig[^/]*\.json|yarn\.lock|pnpm-lock\.yaml)$/;

function assetsOf(root: string, pattern: string, patterns: readonly string[], note: Note): readonly string[] {
  const matches = compilePattern(pattern);
  const found = filesIn(root).filter(matches);
  const data = found.filter((path) => !bundled.test(path));
  if (found.length === 0)
    note(`package.patterns ${pattern}: nothing here is called so; name it in assets once it is there`);
  if (data.length === 0) return [];
  const kept = data.filter((path) => isKept(path, patterns));
  if (kept.length === data.length && data.length === found.length) return [pattern];
  const endings = [...new Set(kept.map((path) => /[^/]\.[^./]+$/.exec(path)?.[0].slice(1)))];
  const isSimple = /\/\*\*(\/\*)?$/.test(pattern) && kept.length === data.length && !endings.includes(undefined);
  return isSimple ? endings.map((ending) => `${pattern.replace(/\/\*\*(\/\*)?$/, '')}/**/*${ending}`) : kept;
}

/** The last pattern that matches decides. */
function isKept(path: string, patterns: readonly string[]): boolean {
  const last = patterns.findLast((pattern) => compilePattern(plain(pattern.replace(/^!/, '')))(path));
  return last === undefined || !isLeftOut(last);
}

/** Every pattern of every function asks for them. */
const known = new Map<string, readonly string[]>();

function filesIn(root: string): readonly string[] {
  const found = known.get(root) ?? [...filesOf(root)];
  known.set(root, found);
  return found;
}

const elsewhere: ReadonlySet<string> = new Set(['node_modules', '.serverless', '.git', '.ship']);

function* filesOf(folder: string, below = ''): Generator<string> {
  for (const one of readdirSync(folder, { withFileTypes: true })) {
    if (one.isFile()) yield `${below}${one.name}`;
    if (one.isDirectory() && !elsewhere.has(one.name)) yield* filesOf(join(folder, one.name), `${below}${one.name}/`);
  }
}
