import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskRefusal } from '../../src/errors/catalogue/disk-errors.ts';
import { helloProject, makeProject } from './project.ts';
import { ship, type Ended } from './ship.ts';

const { dir, remove } = makeProject(helloProject());
afterAll(remove);

const run = (...args: readonly string[]): Promise<Ended> => ship(args, { cwd: dir });

test('a file that cannot be written is the reason, not a bug', async () => {
  const { code, stderr } = await run('size', '--html', 'no/such/folder.html');
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/folder\.html cannot be used\n.*ENOENT.*\n.*\n.*NOT_WRITABLE/),
  ]);
});

test('outside of a repository nothing is staged, and that is said', async () => {
  const { code, stderr } = await run('size', '--staged');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/not a git repository/)]);
});

test('a folder for packages that cannot be made is named, and nothing is said of the cache', async () => {
  const { code, stderr } = await run('package', 'hello', '--out', 'services.config.json');
  expect([code, stderr]).toEqual([3, expect.stringMatching(/the folder of the package cannot be written/)]);
  expect(stderr).not.toMatch(/cache/);
});

// /proc refuses new folders as if it were not there itself; Node's own way to make all of them never ends then.
const describeWithProc = existsSync('/proc') ? describe : describe.skip;

describeWithProc('below /proc', () => {
  test('a folder in which none can be made is refused, and does not hang', async () => {
    const { code, stderr } = await run('package', 'hello', '--out', '/proc/nope/deeper');
    expect([code, stderr]).toEqual([3, expect.stringMatching(/the folder of the package cannot be written\n.*ENOENT/)]);
  });
});

test('without a place for its cache ship says so, whatever the command', async () => {
  const bare = makeProject({ ...helloProject(), '.ship': 'a file where a folder should be' });
  const { code, stderr } = await ship(['size'], { cwd: bare.dir });
  bare.remove();
  expect([code, stderr]).toEqual([3, expect.stringMatching(/(NOT_WRITABLE|CACHE_UNWRITABLE)/)]);
});

test('a full disk is a refusal, and whatever else fails stays a bug', () => {
  const failure = (code: string, path?: string): Error => Object.assign(new Error(code), { code, path });
  expect(diskRefusal(failure('ENOSPC'))).toMatchObject({ code: 'DISK_FULL', exit: 3 });
  expect(diskRefusal(failure('EROFS', '/work/.ship'))).toMatchObject({ code: 'NOT_WRITABLE', exit: 3 });
  expect([diskRefusal(failure('EACCES')), diskRefusal(failure('ENOENT', '/x')), diskRefusal('ENOSPC')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a deploy that cannot keep its sizes is live all the same', async () => {
  // What is kept of a release lies in a folder of its own: a file is in its place.
  writeFileSync(join(dir, '.ship', 'hello'), '');
  const env = { SHIP_LOCAL_DIR: join(dir, 'local') };
  const { code, stderr } = await ship(['deploy', 'hello'], { cwd: dir, env });
  await ship(['local', 'stop'], { cwd: dir, env });
  expect([code, stderr]).toEqual([0, expect.stringMatching(/r1/)]);
});
