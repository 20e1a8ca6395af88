// A repository with services, in which something is staged that belongs to none of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { time } from './candidates.mjs';

export function hookCandidates(tool, place) {
  const write = (name, text) => {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  };
  const names = Array.from({ length: 30 }, (_, at) => `service-${at}`);
  write('services.config.ts', 'export default {};');
  for (const name of names) write(`services/${name}/src/main.ts`, 'export const handler = () => 1;');
  write('.gitignore', '.ship\n');
  execFileSync('git', ['init', '-q'], { cwd: place });
  execFileSync('git', ['add', '-A'], { cwd: place });
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', 'start'], {
    cwd: place,
  });
  const { size, mtimeMs, ino } = statSync(join(place, 'services.config.ts'));
  const inputs = [{ path: 'services.config.ts', state: `${size}:${mtimeMs}:${ino}` }];
  const services = names.map((name) => ({ name, root: `services/${name}` }));
  write('.ship/cache/services-index.json', JSON.stringify({ schema: 1, inputs, services }));
  write('README.md', 'changed');
  execFileSync('git', ['add', 'README.md'], { cwd: place });
  const runner = join(tool, 'hook', 'run.mjs');
  writeFileSync(
    runner,
    "const { main } = await import('./size-hook.js');\nprocess.exitCode = await main(process.argv.slice(2));\n",
  );
  const hook = {
    name: 'ship size --staged',
    run: () => time(process.execPath, [runner, 'size', '--staged'], { cwd: place }),
  };
  const git = {
    name: 'git diff --cached alone',
    run: () => time('git', ['diff', '--cached', '--name-only'], { cwd: place }),
  };
  return [hook, git];
}
