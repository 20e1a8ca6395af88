import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What packaging reads of a package.json. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** Undefined when there is none, or none that can be read: what a package is not, is not this tool's to judge. */
export function readPackageJson(folder: string): PackageJson | undefined {
  return readJson(join(folder, 'package.json')) as PackageJson | undefined;
}

/** The same of any JSON file that somebody else writes. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
