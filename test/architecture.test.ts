import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

// The import arrows of src/README.md: what each room may import, and who alone may use what.

const src = resolve(import.meta.dirname, '../src');

const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  errors: ['model'],
  bundler: [],
  config: ['model', 'errors', 'bundler'],
  artifact: ['model', 'errors', 'bundler'],
  template: ['model', 'errors'],
  plan: ['model', 'errors'],
  release: ['model', 'errors', 'template', 'plan'],
  aws: ['model', 'errors', 'release'],
  cli: ['model', 'errors', 'config', 'artifact', 'template', 'plan', 'release', 'aws', 'local-aws'],
  'local-aws': [],
};

/** Package -> the only rooms that may import it; a local AWS brings its own world. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  zod: ['config', 'release', 'local-aws'],
  // The others know its types.
  esbuild: ['bundler', 'artifact', 'config'],
  archiver: ['artifact'],
  listr2: ['cli'],
  commander: ['cli'],
};

/** The pure rooms: same input, same output. `node:crypto` is there for hashes, `node:path` for names. */
const pureRooms = ['model', 'errors', 'template', 'plan'];
const pureBuiltins = ['node:crypto', 'node:path'];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  /** Room of the imported file; undefined for packages. */
  readonly target: string | undefined;
}

const imports = sourceFiles(src).flatMap(readImports);

test('every room is known, and imports only the rooms it may', () => {
  const wrong = imports.filter(
    ({ room, target }) => target !== undefined && target !== room && !mayImport[room]?.includes(target),
  );
  expect(wrong.map(describeImport)).toEqual([]);
});

test('the aws room knows of release only the types of its port', () => {
  const wrong = imports.filter(({ room, target, isTypeOnly }) => room === 'aws' && target === 'release' && !isTypeOnly);
  // CloudError is a class: the port's one value.
  expect(wrong.filter(({ specifier }) => !specifier.endsWith('/cloud.ts')).map(describeImport)).toEqual([]);
});

test('each dependency is used in its own room only', () => {
  const wrong = imports.filter(({ room, specifier }) => {
    if (room === 'local-aws') return false;
    if (specifier.startsWith('@aws-sdk/') || specifier.startsWith('@smithy/')) return room !== 'aws';
    return onlyIn[specifier] !== undefined && !onlyIn[specifier].includes(room);
  });
  expect(wrong.map(describeImport)).toEqual([]);
});

test('the pure rooms touch no disk, no clock, no network and no randomness', () => {
  const wrong = imports.filter(
    ({ room, specifier, target }) =>
      pureRooms.includes(room) && target === undefined && !pureBuiltins.includes(specifier),
  );
  expect(wrong.map(describeImport)).toEqual([]);
  const impure = sourceFiles(src)
    .filter((file) => pureRooms.includes(roomOf(file)))
    .filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID|process\.(env|cwd)/.test(readFileSync(file, 'utf8')),
    );
  expect(impure.map((file) => relative(src, file))).toEqual([]);
});

test('the tool has no word for the local AWS outside of cli', () => {
  const tool = ['model', 'errors', 'config', 'artifact', 'template', 'plan', 'release', 'aws'];
  const wrong = imports.filter(({ room, specifier }) => tool.includes(room) && specifier.includes('local-aws'));
  expect(wrong.map(describeImport)).toEqual([]);
});

test('cli enters the local AWS by one door', () => {
  const wrong = imports.filter(
    ({ room, target, specifier }) => room === 'cli' && target === 'local-aws' && !specifier.endsWith('/control.ts'),
  );
  expect(wrong.map(describeImport)).toEqual([]);
});

test('the engine never prints', () => {
  const printing = sourceFiles(src)
    .filter((file) => !['cli', 'local-aws'].includes(roomOf(file)))
    .filter((file) => /\bconsole\.\w+\(|process\.(stdout|stderr)\b/.test(readFileSync(file, 'utf8')));
  expect(printing.map((file) => relative(src, file))).toEqual([]);
});

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .map((path) => join(folder, path));
}

function readImports(file: string): readonly Import[] {
  const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
  return [...readFileSync(file, 'utf8').matchAll(statement)].map(([, type, from, dynamic]) => {
    const specifier = from ?? dynamic ?? '';
    const target = specifier.startsWith('.') ? roomOf(resolve(dirname(file), specifier)) : undefined;
    return { file, room: roomOf(file), specifier, isTypeOnly: type !== undefined, target };
  });
}

function roomOf(file: string): string {
  return relative(src, file).split(sep)[0] ?? '';
}

function describeImport({ file, specifier }: Import): string {
  return `${relative(src, file)} imports ${specifier}`;
}
