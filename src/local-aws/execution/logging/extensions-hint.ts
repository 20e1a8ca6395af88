import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Lambda starts what layers hold in /opt/extensions; here that is said instead. */
export function extensionsHint(opt: string): string {
  let names: string[];
  try {
    names = readdirSync(join(opt, 'extensions'));
  } catch {
    return '';
  }
  const list = names.map((name) => `/opt/extensions/${name}`).join(', ');
  return list && `[local AWS] Extensions are not implemented: ${list} will not run.\n`;
}
