import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSlashes } from '../../model/with-slashes.ts';

/** Here ship runs the config: what stands below in a stack is ship's. */
const own = `${withSlashes(dirname(fileURLToPath(import.meta.url)))}/`;

/** `services.config.ts:12:3`: the first line of a stack that is neither a package's nor Node's own (`node:internal/...`). */
export function placeOf(stack: string, file: string): string | undefined {
  for (const [, at = ''] of stack.matchAll(/(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^\s()]+:\d+:\d+)\)?$/gm)) {
    const path = at.startsWith('file:') ? fileURLToPath(at) : at;
    if (withSlashes(path).startsWith(own)) return undefined;
    if (!/[/\\](node_modules|\.ship[/\\]cache)[/\\]/.test(path)) return withSlashes(relative(dirname(file), path));
  }
  return undefined;
}
