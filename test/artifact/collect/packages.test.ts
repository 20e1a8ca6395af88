import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { collectPackages, type CollectedPackages } from '../../../src/artifact/collect/packages/collect-packages.ts';
import type { PackageJson } from '../../../src/artifact/collect/packages/package-json.ts';
import { isFor, platformOf } from '../../../src/artifact/collect/packages/platform.ts';
import { aFolder, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

/** Installed packages by place: what each needs. */
function anInstall(packages: Readonly<Record<string, PackageJson>>): Folder {
  const folder = aFolder();
  folders.push(folder);
  for (const [place, manifest] of Object.entries(packages))
    folder.write({ [`${place}/package.json`]: JSON.stringify(manifest), [`${place}/index.js`]: place });
  return folder;
}

function collect(folder: Folder, names: readonly string[], from = 'service'): CollectedPackages {
  return collectPackages(names, { folders: [folder.at(from)], platform: platformOf('x86_64') });
}

const needs = (...names: string[]): PackageJson => ({
  dependencies: Object.fromEntries(names.map((name) => [name, '*'])),
});
const places = ({ packages }: CollectedPackages): string[] => packages.map(({ place }) => place);

test('a package is shipped with all it needs, also from a folder above', () => {
  const folder = anInstall({
    'node_modules/a': needs('b', '@scope/c'),
    'node_modules/b': needs('d'),
    'node_modules/@scope/c': {},
    'service/node_modules/d': {},
    'node_modules/d': {},
    'node_modules/unused': {},
  });
  const collected = collect(folder, ['a']);
  expect(places(collected)).toEqual(['node_modules/@scope/c', 'node_modules/a', 'node_modules/b', 'node_modules/d']);
  expect(collected.packages.find(({ name }) => name === 'd')?.folder).toBe(folder.at('node_modules/d'));
  expect(collected.entries.map(({ path }) => path)).toContain('node_modules/@scope/c/index.js');
});

test('each finds the version that it finds here', () => {
  const folder = anInstall({
    'node_modules/a': needs('x', 'b'),
    'node_modules/b': needs('x'),
    'node_modules/b/node_modules/x': { version: '2.0.0' },
    'node_modules/x': { version: '1.0.0' },
  });
  const collected = collect(folder, ['a']);
  expect(collected.packages.map(({ place, manifest }) => [place, manifest.version])).toEqual([
    ['node_modules/a', undefined],
    ['node_modules/b', undefined],
    ['node_modules/b/node_modules/x', '2.0.0'],
    ['node_modules/x', '1.0.0'],
  ]);
});

test('packages that need each other in a circle come once', () => {
  const folder = anInstall({ 'node_modules/a': needs('b'), 'node_modules/b': needs('a') });
  expect(places(collect(folder, ['a']))).toEqual(['node_modules/a', 'node_modules/b']);
});

test("pnpm's links are followed to where packages find their own", () => {
  const folder = anInstall({
    'node_modules/.pnpm/a@1/node_modules/a': needs('b'),
    'node_modules/.pnpm/b@2/node_modules/b': { version: '2.0.0' },
  })
    .link('service/node_modules/a', '../../node_modules/.pnpm/a@1/node_modules/a')
    .link('node_modules/.pnpm/a@1/node_modules/b', '../../b@2/node_modules/b');
  const collected = collect(folder, ['a']);
  expect(places(collected)).toEqual(['node_modules/a', 'node_modules/b']);
  expect(collected.entries.every(({ from }) => from.kind === 'disk')).toBe(true);
});

test('a workspace is shipped as files, without its own node_modules', () => {
  const folder = anInstall({
    'packages/shared': needs('x'),
    'node_modules/x': {},
    'packages/shared/node_modules/dev': {},
  }).link('node_modules/shared', '../packages/shared');
  const collected = collect(folder, ['shared']);
  expect(places(collected)).toEqual(['node_modules/shared', 'node_modules/x']);
  expect(collected.entries.map(({ path }) => path).filter((path) => path.includes('dev'))).toEqual([]);
});

test('what does not run on Lambda is left out, what is missing is named, what is optional is not', () => {
  const folder = anInstall({
    'node_modules/sharp': {
      dependencies: { gone: '*' },
      optionalDependencies: { '@img/linux': '*', '@img/mac': '*', '@img/absent': '*' },
      peerDependencies: { maybe: '*' },
      peerDependenciesMeta: { maybe: { optional: true } },
    },
    'node_modules/@img/linux': { os: ['linux'], cpu: ['x64'] },
    'node_modules/@img/mac': { os: ['darwin'] },
  });
  const collected = collect(folder, ['sharp']);
  expect(places(collected)).toEqual(['node_modules/@img/linux', 'node_modules/sharp']);
  expect(collected.missing).toEqual(['sharp needs gone']);
});

test('a package that was asked for and is not installed is refused', () => {
  const folder = anInstall({ 'node_modules/a': {} });
  expect(() => collect(folder, ['b'])).toThrow(
    expect.objectContaining({ code: 'PACKAGE_MISSING' } satisfies Partial<ArtifactError>),
  );
});

test.each([
  [{}, true],
  [{ os: ['linux'] }, true],
  [{ os: ['darwin', 'win32'] }, false],
  [{ os: ['!win32'] }, true],
  [{ os: ['!linux'] }, false],
  [{ cpu: ['arm64'] }, false],
  [{ os: ['linux'], cpu: ['x64'], libc: ['musl'] }, false],
])('on linux x64 with glibc, %j: %p', (manifest, expected) => {
  expect(isFor(manifest, platformOf('x86_64'))).toBe(expected);
});
