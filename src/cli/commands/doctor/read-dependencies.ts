import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the packages that the service's package.json depends on; without one it depends on none. */
export function readDependencies(root: string): readonly string[] {
  try {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies?: Readonly<Record<string, string>>;
    };
    return Object.keys(dependencies);
  } catch {
    return []; // No package.json, or one that the packager will complain about.
  }
}
