import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * The port of the last start, when it is still free. Queue URLs and endpoints stand in functions' environments, as on
 * AWS they do for good: after a restart they must lead to the same place.
 */
export async function lastPort(dir: string): Promise<number> {
  const port = Number(read(join(dir, 'last-port')));
  return Number.isInteger(port) && port > 0 && port < 65_536 && (await isFree(port)) ? port : 0;
}

export function keepPort(dir: string, port: number): void {
  writeFileSync(join(dir, 'last-port'), `${port}\n`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The first start of this folder.
    return '';
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
