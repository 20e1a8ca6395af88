import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Above this folder in the sources; in the built package beside this chunk or above it. */
export function findBootstrap(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [here, dirname(here)].map((folder) => join(folder, 'runtime-bootstrap.mjs'));
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`The bootstrap of the Node.js runtimes is missing: ${candidates.join(', ')}.`);
  return found;
}
