import type { FileEntry } from '../file-entry.ts';
import { walkTree } from '../walk-tree.ts';
import { placePackages, type Placement } from './place-packages.ts';
import type { Platform } from './platform.ts';

export interface CollectedPackages extends Placement {
  readonly entries: readonly FileEntry[];
}

/** Packages that are shipped as they are, with everything they depend on. */
export function collectPackages(
  names: readonly string[],
  from: { readonly folders: readonly string[]; readonly platform: Platform },
): CollectedPackages {
  const placement = placePackages(names, from);
  const entries = placement.packages.flatMap(({ folder, place }) =>
    walkTree(folder, {
      prefix: `${place}/`,
      // Nested packages have been placed by name; what else lies there is a leftover, or links to tools.
      isExcluded: (path) => path === 'node_modules',
      links: 'follow',
    }),
  );
  return { ...placement, entries };
}
