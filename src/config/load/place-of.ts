import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSlashes } from '../../model/with-slashes.ts';

/** `services.config.ts:12:3`: the first line of a stack that is not a package's. */
export function placeOf(stack: string, file: string): string | undefined {
  for (const [, at = ''] of stack.matchAll(/\(?((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^\s()]+:\d+:\d+)\)?$/gm)) {
    const path = at.startsWith('file:') ? fileURLToPath(at) : at;
    if (!/[/\\](node_modules|\.ship[/\\]cache)[/\\]/.test(path)) return withSlashes(relative(dirname(file), path));
  }
  return undefined;
}
