import { relative } from 'node:path';
import { withSlashes } from '../../model/with-slashes.ts';

/** A file as the modules of a bundle are named: from the root, so that the bundle is the same wherever the root lies. */
export const nameIn = (root: string, path: string): string => withSlashes(relative(root, path));
