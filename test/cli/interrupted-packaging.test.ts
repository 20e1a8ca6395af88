import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject } from './project.ts';
import { ship, type Ended } from './ship.ts';

const project = makeProject({
  'services.config.json': JSON.stringify({ services: { big: { main: { folder: 'code' } } } }),
  'services/big/code/index.js': 'exports.handler = async () => 1;\n',
});
// As base64 it takes long to deflate, so that the signal comes in the middle of it.
for (const name of ['a', 'b', 'c', 'd'])
  writeFileSync(join(project.dir, 'services/big/code', name), randomBytes(30_000_000).toString('base64'));
afterAll(() => project.remove());

const filesBelow = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];

/** Runs ship and sends it a signal as soon as a zip is being written. */
function strike(args: string, signal: NodeJS.Signals): Promise<Ended> {
  const cache = join(project.dir, '.ship/cache');
  return ship(args.split(' '), {
    cwd: project.dir,
    onStart: (child) => {
      const isPacking = (): boolean =>
        filesBelow(cache).some((path) => /zips.new\./.test(path) && path.includes(`.${child.pid}-`));
      const poll = setInterval(() => {
        if (child.exitCode === null && !isPacking()) return;
        clearInterval(poll);
        child.kill(signal);
      }, 5);
    },
  });
}

test.each([
  ['package big --no-cache --out out', 'SIGINT'],
  ['package big --no-cache --out out', 'SIGTERM'],
  ['size --no-cache', 'SIGINT'],
  ['doctor', 'SIGINT'],
] as const)('%s ends at once on the first %s, with 130 and no file', async (args, signal) => {
  const ended = await strike(args, signal);
  expect(ended).toMatchObject({ code: 130, stdout: '' });
  expect(ended.stderr).toContain('INTERRUPTED');
  expect(ended.stderr).not.toContain('safe point');
  expect(existsSync(join(project.dir, 'out'))).toBe(false);
});

test('with --json an interrupted run still prints its one document', async () => {
  const ended = await strike('package big --no-cache --json', 'SIGINT');
  expect(JSON.parse(ended.stdout)).toMatchObject({ schema: 1, exit: 130, error: { code: 'INTERRUPTED' } });
});
