import type { PackagingWarning } from '../../model/packaged-service.ts';
import { ArtifactError } from '../artifact-error.ts';
import type { FileEntry } from '../collect/file-entry.ts';
import { judgeBinary } from './judge-binary.ts';
import { bringsParts, findMissingAlternatives, type InstalledPackage } from './platform-package.ts';
import { readBinary } from './read-binary.ts';
import type { RuntimePlatform } from './runtime-platform.ts';

export interface NativeCheck {
  readonly entries: readonly FileEntry[];
  readonly runtime: RuntimePlatform;
  /** Packages whose absence or failure the code may be able to bear, by place in the zip. */
  readonly isOptional: (place: string) => boolean;
  /** What is installed, by place in the zip. */
  readonly packages: () => ReadonlyMap<string, InstalledPackage>;
  /**
   * `selected`: the packages were asked for, so a part that is missing is missed. `tree`: nobody knows what is needed, so
   * it is only said, and packages are asked for only on suspicion: finding out means reading a thousand files.
   */
  readonly from: 'selected' | 'tree';
}

/**
 * Native modules follow the machine that installed them. One that cannot be loaded is found here, not at the first
 * request. A package that brings modules for many platforms is fine when one of them fits.
 * Throws NATIVE_MISMATCH; warns of those that the code may be able to do without.
 */
export function checkNativeModules(check: NativeCheck): PackagingWarning[] {
  const problems = [...findUnfit(check), ...findUnserved(check), ...findUnbuilt(check)];
  const refused = problems.filter(({ isRequired }) => isRequired);
  if (refused.length > 0)
    throw new ArtifactError(
      'NATIVE_MISMATCH',
      'native modules that cannot be loaded where the function runs',
      refused.map(({ message }) => message),
      { next: [...new Set(refused.map(({ next }) => next))] },
    );
  return problems.map(({ message, next }) => ({ kind: 'native-module', message, next }));
}

interface Problem {
  readonly isRequired: boolean;
  readonly message: string;
  readonly next: string;
}

function findUnfit({ entries, runtime, isOptional, packages }: NativeCheck): Problem[] {
  const reasons = new Map<string, (string | undefined)[]>();
  for (const { path, from } of entries) {
    if (from.kind !== 'disk' || !path.endsWith('.node')) continue;
    const binary = readBinary(from.path);
    if (binary.kind === 'elf' && binary.isForeign) continue;
    const reason = judgeBinary(binary, runtime);
    const place = placeOf(path);
    reasons.set(place, [...(reasons.get(place) ?? []), reason && `${path} ${reason}`]);
  }
  return [...reasons].flatMap(([place, found]) => {
    const fits = found.includes(undefined);
    // A package that declares what it is for is judged by whether its alternatives are there.
    const declared = !fits && packages().get(place)?.manifest;
    if (fits || (declared && (declared.os || declared.cpu))) return [];
    return [{ isRequired: !isOptional(place), message: found[0] ?? place, next: installFor(place, runtime) }];
  });
}

function findUnserved({ entries, runtime, isOptional, packages, from }: NativeCheck): Problem[] {
  if (from === 'tree' && !entries.some(({ path }) => platformPackage.test(path))) return [];
  const installed = packages();
  const places = new Map([...installed].map(([place, { name }]) => [name, place]));
  return findMissingAlternatives([...installed.values()], runtime.platform).map(({ parent, alternatives }) => ({
    isRequired: from === 'selected' && !isOptional(places.get(parent) ?? ''),
    message: `${parent} has no native part for ${runtime.platform.os} ${runtime.platform.cpu}: ${alternatives[0] ?? ''} is not installed`,
    next: installFor(`node_modules/${parent}`, runtime),
  }));
}

/** Installed with `--ignore-scripts`, or by an npm that runs no script unasked. The code may still do without: only said. */
function findUnbuilt({ entries, runtime, packages, isOptional }: NativeCheck): Problem[] {
  const suspects = entries.flatMap(({ path }) => (path === `${placeOf(path)}/binding.gyp` ? [placeOf(path)] : []));
  const inside = (place: string, end: RegExp): boolean =>
    entries.some(({ path }) => path.startsWith(`${place}/`) && end.test(path));
  return suspects
    .filter(
      (place) =>
        !isOptional(place) &&
        !inside(place, /(\.node|\/fallback\.js)$/) &&
        !bringsParts(packages().get(place)?.manifest ?? {}),
    )
    .map((place) => ({ place, name: place.split('node_modules/').at(-1) ?? place }))
    .map(({ place, name }) => ({
      isRequired: false,
      message: `${place} has to be compiled and was not: it holds no .node file`,
      next: `npm rebuild ${name}${nodeNote(runtime)}`,
    }));
}

/** `node_modules/@img/sharp-linux-x64/...: some part is there, perhaps the wrong one. */
const platformPackage = /(^|\/)node_modules\/(@[^/]+\/)?[^/]*(linux|darwin|win32)[^/]*\//;

/** `node_modules/a/node_modules/b` of a file in b; empty for the function's own files. */
export function placeOf(path: string): string {
  const start = path.lastIndexOf('node_modules/');
  if (start < 0) return '';
  const [scope = '', name = ''] = path.slice(start + 'node_modules/'.length).split('/');
  return path.slice(0, start) + `node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
}

function installFor(place: string, runtime: RuntimePlatform): string {
  const { platform } = runtime;
  const name = place.split('node_modules/').at(-1) || '<package>';
  return `npm install --os=${platform.os} --cpu=${platform.cpu} --libc=${platform.libc} ${name}${nodeNote(runtime)}`;
}

function nodeNote({ nodeMajor }: RuntimePlatform): string {
  return nodeMajor === undefined ? '' : ` (with Node.js ${nodeMajor})`;
}
