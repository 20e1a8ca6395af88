import { writeFileSync } from 'node:fs';
import { diskRefusal, notWritable } from '../../errors/catalogue/disk-errors.ts';

/** A file that was asked for by name. Throws NOT_WRITABLE, DISK_FULL. */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw diskRefusal(error) ?? notWritable(path, error as Error);
  }
}
