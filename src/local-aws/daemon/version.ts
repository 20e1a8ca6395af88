import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of the built file that a daemon runs: `0.1.0+4a5b6c7d`. Another build is another version, so that no old daemon lingers. */
export function versionOf(entryFile: string): string {
  const digest = createHash('sha256').update(readFileSync(entryFile)).digest('hex').slice(0, 8);
  const manifest = join(dirname(entryFile), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return `${version}+${digest}`;
}
