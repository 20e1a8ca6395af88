import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file that people read and review: what is rendered is a contract with AWS. `UPDATE_GOLDEN=1` writes it anew; look at
 * the difference before you commit it.
 */
export function golden(name: string, value: unknown): unknown {
  const file = join(import.meta.dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
