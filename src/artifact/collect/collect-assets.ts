import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type { AssetRule } from '../../model/artifact.ts';
import { ArtifactError } from '../artifact-error.ts';
import type { FileEntry } from './file-entry.ts';
import { compilePattern, fixedPart, hasWildcard } from './glob.ts';
import { isInside } from './link-target.ts';
import { fileEntry, walkTree } from './walk-tree.ts';

/** Files the bundler cannot see. Throws ASSET_MISSING when a rule matches nothing, OUTSIDE_ROOT. */
export function collectAssets(root: string, rules: readonly AssetRule[]): FileEntry[] {
  const realRoot = realpathSync.native(root);
  return rules.flatMap((rule) => {
    const found = collectRule(realRoot, rule);
    if (found.length > 0) return found;
    throw new ArtifactError('ASSET_MISSING', `asset ${rule.from} matches nothing`, [`below ${root}`]);
  });
}

function collectRule(root: string, { from, to }: AssetRule): FileEntry[] {
  const plain = from.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  // What is there by that very name is meant, even when the name looks like a pattern.
  const exact = join(root, plain);
  if (!existsSync(exact)) return hasWildcard(plain) ? collectPattern(root, plain, to) : [];
  refuseOutside(root, exact);
  if (statSync(exact).isDirectory()) return walkAssets(exact, to ?? plain, plain);
  return [fileEntry(realpathSync.native(exact), to === undefined ? plain : under(to, basename(plain)))];
}

function collectPattern(root: string, pattern: string, to: string | undefined): FileEntry[] {
  const base = fixedPart(pattern);
  const folder = join(root, base);
  if (!existsSync(folder)) return [];
  refuseOutside(root, folder);
  const matches = compilePattern(pattern);
  const isMatch = (path: string): boolean => matches(under(base, path));
  return walkTree(folder, { prefix: '', isExcluded: isInstalled(pattern), links: 'follow', isWantedLink: isMatch })
    .filter(({ path }) => isMatch(path))
    .map((entry) => ({ ...entry, path: under(to ?? base, entry.path) }));
}

function walkAssets(folder: string, to: string, from: string): FileEntry[] {
  const prefix = to === '' || to === '.' ? '' : `${posix.normalize(to).replace(/\/$/, '')}/`;
  return walkTree(folder, { prefix, isExcluded: isInstalled(from), links: 'follow' });
}

/** Installed packages are shipped by `bundle.nodeModules`: a pattern for all HTML files does not mean theirs. */
function isInstalled(rule: string): (path: string) => boolean {
  const isMeant = rule.split('/').includes('node_modules');
  return (path) => !isMeant && /(^|\/)node_modules$/.test(path);
}

function refuseOutside(root: string, path: string): void {
  const real = realpathSync.native(path);
  if (!isInside(root, real))
    throw new ArtifactError('OUTSIDE_ROOT', "an asset lies outside the service's folder", [`${path} -> ${real}`], {
      next: ['copy it into the service, or ship the package it belongs to (bundle.nodeModules)'],
    });
}

function under(folder: string, path: string): string {
  return posix.join(folder === '' ? '.' : folder, path);
}
