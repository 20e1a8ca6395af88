import { helloProject, makeProject } from './project.ts';
import { ship } from './ship.ts';

describe('the binary, before anything is contacted', () => {
  const project = makeProject(helloProject());
  afterAll(project.remove);
  const run = (...args: string[]) => ship(args, { cwd: project.dir });

  test('prints its help and ends well', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchSnapshot();
  });

  test.each(['deploy', 'rollback', 'status', 'history', 'unlock'])('%s --help shows examples', async (command) => {
    const { code, stdout } = await run(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`Examples:\n  ship ${command}`);
  });

  test('prints its version', async () => {
    const { code, stdout } = await run('--version');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('suggests the command that was meant', async () => {
    const { code, stdout, stderr } = await run('deplyo', 'hello', '--env=local');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const suggestion = 'ship deploy hello --env=local';
    expect(stderr).toContain(`✖ unknown command 'deplyo'\n  why    Did you mean deploy?\n  next   ${suggestion}\n`);
  });

  test('suggests the option that was meant, with all else that was typed', async () => {
    const { code, stderr } = await run('deploy', 'hello', '--dryrun', '-m', 'it is faster');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean --dry-run?');
    expect(stderr).toContain("ship deploy hello --dry-run -m 'it is faster'\n");
    expect(stderr).toContain('ship deploy --help');
  });

  test('suggests the service that was meant', async () => {
    const { code, stderr } = await run('deploy', 'helo', '-m', "it's faster");
    expect(code).toBe(2);
    expect(stderr).toContain(String.raw`  next   ship deploy hello -m 'it'\''s faster'`);
    expect(stderr).toContain('UNKNOWN_SERVICE');
  });

  test.each([
    [['--env', 'locla'], '--env local'],
    [['--env=locla'], '--env=local'],
  ])('suggests the environment that was meant by %j', async (typed, meant) => {
    const { stderr } = await run('status', 'hello', ...typed);
    expect(stderr).toContain(`  next   ship status hello ${meant}\n`);
  });

  test('of a name that is near to none it says how to see them all', async () => {
    expect((await run('status', 'zebra')).stderr).toContain('  next   ship config\n');
  });

  test('gives an error as one document with --json', async () => {
    const { code, stdout } = await run('status', 'helo', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, exit: 2, error: { code: 'UNKNOWN_SERVICE' } });
  });

  test('refuses a value that is no number, naming it', async () => {
    const { code, stderr } = await run('deploy', 'hello', '--wait', 'soon');
    expect(code).toBe(2);
    expect(stderr).toContain('"soon"');
    expect(stderr).not.toContain('started the local AWS');
  });

  test('wants --yes for a protected environment when nobody can be asked', async () => {
    const { code, stderr } = await run('deploy', 'hello', '--env', 'production');
    expect(code).toBe(2);
    expect(stderr).toContain('next   ship deploy hello --env production --yes');
  });

  test('says that AWS is not reachable, and that nothing was changed', async () => {
    const endpoint = 'http://127.0.0.1:9';
    const { code, stderr } = await ship(['deploy', 'hello'], { cwd: project.dir, env: { AWS_ENDPOINT_URL: endpoint } });
    expect(code).toBe(3);
    expect(stderr).toContain('AWS_UNREACHABLE');
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('live in local: hello as before, nothing was changed');
  });

  test('says that there are no credentials, and of which profile', async () => {
    const env = {
      AWS_PROFILE: 'acme-prod',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const { code, stderr } = await ship(['status', '--env', 'production'], { cwd: project.dir, env });
    expect(code).toBe(3);
    expect(stderr).toContain('CREDENTIALS_MISSING');
    expect(stderr).toMatch(/why .*profile:? \[?acme-prod/);
  });

  test('colours nothing off a terminal, and everything when it is forced', async () => {
    const plain = await run('deplyo');
    expect(plain.stderr).not.toContain('\u001B[');
    const forced = await ship(['deplyo'], { cwd: project.dir, env: { FORCE_COLOR: '1' } });
    expect(forced.stderr).toContain('\u001B[31m✖');
    const refused = await ship(['deplyo', '--no-color'], { cwd: project.dir, env: { FORCE_COLOR: '1' } });
    expect(refused.stderr).not.toContain('\u001B[');
    const silenced = await ship(['deplyo'], { cwd: project.dir, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(silenced.stderr).not.toContain('\u001B[');
  });
});

test('a config with mistakes is refused with all of them, before anything is contacted', async () => {
  const project = makeProject({
    'services.config.json': JSON.stringify({ services: { hello: { mian: 'x.ts', routes: { 'GET hello': 'main' } } } }),
  });
  const { code, stderr } = await ship(['deploy', 'hello'], { cwd: project.dir });
  project.remove();
  expect(code).toBe(2);
  expect(stderr).toContain('mian');
  expect(stderr).toContain('GET hello');
});

test('a folder without a config says how to begin', async () => {
  const project = makeProject({ 'package.json': '{}' });
  const { code, stderr } = await ship(['status'], { cwd: project.dir });
  project.remove();
  expect(code).toBe(2);
  expect(stderr).toMatch(/services\.config/);
});

test('an entry that does not bundle is refused with the place and the words of the bundler', async () => {
  const project = makeProject({
    ...helloProject(),
    'services/hello/main.mjs': "import pg from 'no-such-package';\nexport const handler = () => pg;\n",
  });
  const { code, stderr } = await ship(['deploy', 'hello'], {
    cwd: project.dir,
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
  });
  project.remove();
  expect(code).toBe(2);
  expect(stderr).toMatch(/main\.mjs:1:\d+/);
  expect(stderr).toContain('no-such-package');
});
