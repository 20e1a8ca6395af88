import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeCodeRoot } from '../execution/code/code-root.ts';

/** Everything that the local AWS writes into its folder. */
const STATE =
  /^(state\.json(\.tmp)?|journal\.ndjson|blobs|logs|fs|opt|env|runtime|execution\.log|requests\.ndjson(\.1)?|daemon\.log|last-port|daemon\.json(\.\d+)?|lock(\.takeover)?)$/;

/** Removes the state and nothing else: somebody may have named a folder with other things in it. */
export function removeState(dir: string): void {
  for (const name of readdirSync(dir).filter((entry) => STATE.test(entry))) {
    rmSync(join(dir, name), { recursive: true, force: true });
  }
  const code = makeCodeRoot(dir);
  if (code !== dir) rmSync(code, { recursive: true, force: true });
}
