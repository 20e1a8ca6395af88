import { basename, dirname } from 'node:path';
import { withSlashes } from '../../model/with-slashes.ts';
import { isZippedPackage } from './module-graph.ts';
import { isInside } from '../collect/link-target.ts';

/** Of sources of the same repository that lie outside of the service: a commit that touches them touches it too. */
export function outsideFolders(files: readonly string[], root: string): string[] {
  const sources = files.filter((file) => !isInstalled(file) && !isInside(root, file));
  return [...new Set(sources.filter((file) => !isShared(file)).map((file) => dirname(file)))];
}

const isInstalled = (file: string): boolean => withSlashes(file).includes('/node_modules/') || isZippedPackage(file);

/** Read from everywhere upwards; what they mean for which service is known without. */
const isShared = (file: string): boolean =>
  /^((package|tsconfig.*|jsconfig)\.json|\.pnp\.cjs|\.pnp\.data\.json)$/.test(basename(file));
