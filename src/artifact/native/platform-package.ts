import type { PackageJson } from '../collect/packages/package-json.ts';
import type { Platform } from '../collect/packages/platform.ts';

export interface InstalledPackage {
  readonly name: string;
  readonly manifest: PackageJson;
}

export interface MissingAlternative {
  /** Package that brings its native parts as optional dependencies, one per platform: sharp, esbuild, swc. */
  readonly parent: string;
  /** Those of the platform that it names; none of them is installed. */
  readonly alternatives: readonly string[];
}

/** Such packages whose part for the platform is missing: npm installs only that of the machine it runs on. */
export function findMissingAlternatives(
  packages: readonly InstalledPackage[],
  platform: Platform,
): MissingAlternative[] {
  const installed = new Set(packages.map(({ name }) => name));
  return packages.flatMap(({ name, manifest }) => {
    const offered = Object.keys(manifest.optionalDependencies ?? {});
    const alternatives = offered.filter((offer) => isNamedFor(offer, platform));
    const isServed = alternatives.length === 0 || alternatives.some((offer) => installed.has(offer));
    return isServed ? [] : [{ parent: name, alternatives }];
  });
}

/** Has its native parts in packages of their own, one per platform. */
export function bringsParts({ optionalDependencies = {} }: PackageJson): boolean {
  return Object.keys(optionalDependencies).some((name) => /[/-](linux|darwin|win32)-(x64|arm64)/.test(name));
}

/** `@img/sharp-linux-arm64` says what it is for: the manifest of what is not installed cannot be asked. */
function isNamedFor(name: string, { os, cpu }: Platform): boolean {
  const words = name.split(/[^a-z0-9]+/);
  return words.includes(os) && words.includes(cpu) && !/musl/.test(name);
}
