import { readFileSync } from 'node:fs';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

/** Where Node would look for it: in the package's own node_modules, then in those above it. */
function places(from: string, name: string): string[] {
  const above = from
    .split('/node_modules/')
    .map((_part, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

// npm writes no entry for a platform's package that the registry does not have, and `npm ci` then refuses the lock file.
test('the lock file has an entry for every package of every platform, so that npm ci takes it anywhere', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !places(from, name).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});
