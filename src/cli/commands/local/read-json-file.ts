import { readFileSync } from 'node:fs';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';

/** Only read here; the local AWS checks what is in it and names what is wrong. `-` is stdin. */
export function readJsonFile(file: string, { holds, help }: { holds: string; help: string }): unknown {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrongUsage(`no ${holds} can be read from ${file}`, why, [help]);
  }
}
