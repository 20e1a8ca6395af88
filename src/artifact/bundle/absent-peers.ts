import { dirname, resolve } from 'node:path';
import type { BuildFailure, Message } from 'esbuild';
import { readPackageJson, type PackageJson } from '../collect/packages/package-json.ts';
import { packageOf } from './run-time-reads.ts';
import { packageName, unresolvedName } from './to-bundle-error.ts';

/** What is not installed and can be left to the moment when it is reached, as Node.js does. */
export interface Absent {
  /** As it was asked for: of a package that is installed only that part may be absent. */
  readonly specifier: string;
  readonly file: string;
  /** Package that asks for it, and never said that it might. */
  readonly undeclaredBy?: string;
}

/**
 * Packages that are not installed and that only other packages ask for, which can do without: NestJS tries half a dozen when
 * it starts and says so, knex loads the driver of one database and declares none. What a package declares as needed, or
 * imports before it runs, is missed.
 */
export function findAbsentPeers(error: unknown, root: string): Absent[] {
  const { errors } = error as Partial<BuildFailure>;
  const asked = (Array.isArray(errors) ? errors : []).flatMap((message) => {
    const specifier = unresolvedName(message.text);
    return specifier === undefined ? [] : [{ name: packageName(specifier), absent: judge(specifier, message, root) }];
  });
  const needed = new Set(asked.flatMap(({ name, absent }) => (absent ? [] : [name])));
  return asked.flatMap(({ name, absent }) => (absent && !needed.has(name) ? [absent] : []));
}

function judge(specifier: string, { location }: Message, root: string): Absent | undefined {
  const file = location?.file ?? '';
  const asking = packageOf(file);
  if (asking === undefined) return undefined;
  const name = packageName(specifier);
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } =
    nearestManifest(dirname(resolve(root, file))) ?? {};
  if (peerDependenciesMeta?.[name]?.optional === true || name in (optionalDependencies ?? {}))
    return { specifier, file };
  if (name in { ...dependencies, ...peerDependencies } || !isCall(location)) return undefined;
  return { specifier, file, undeclaredBy: asking };
}

/** `require('oracledb')` is reached or not; an `import` statement is made before anything else. */
function isCall(location: Message['location']): boolean {
  const before = Buffer.from(location?.lineText ?? '').subarray(0, location?.column ?? 0);
  return /\b(?:require|import)\s*\(\s*$/.test(before.toString());
}

/** The package's own: a folder in between may have one that only says `{"type":"commonjs"}`. */
function nearestManifest(folder: string): PackageJson | undefined {
  const manifest = readPackageJson(folder);
  if (manifest?.name !== undefined || dirname(folder) === folder) return manifest;
  return nearestManifest(dirname(folder));
}
