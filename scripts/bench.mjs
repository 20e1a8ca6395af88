// `npm run bench -- NAME [arguments]` runs scripts/bench/NAME.mjs; without a name it lists what there is.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'bench');
const [name, ...rest] = process.argv.slice(2);
const script = join(folder, `${name}.mjs`);
if (!name || !existsSync(script)) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4));
  process.stderr.write(`usage: npm run bench -- ${names.join(' | ')}\n`);
  process.exit(2);
}
// A custom CA bundle in the environment costs every start of Node tens of milliseconds: it would be in all figures.
const { NODE_EXTRA_CA_CERTS: _bundle, ...env } = process.env;
const { status } = spawnSync(process.execPath, [script, ...rest], { stdio: 'inherit', env });
process.exit(status ?? 1);
