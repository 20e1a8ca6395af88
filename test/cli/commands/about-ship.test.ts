import { execFileSync } from 'node:child_process';
import { helloProject, makeProject } from '../project.ts';
import { builtShip, ship } from '../ship.ts';

const project = makeProject(helloProject());
afterAll(project.remove);
const run = (...args: string[]) => ship(args, { cwd: project.dir });

test('explain says what a code means, in any spelling, and suggests the one that was meant', async () => {
  const page = await run('explain', 'smoke-failed');
  expect(page).toMatchObject({ code: 0, stderr: '' });
  expect(page.stdout).toMatch(/^SMOKE_FAILED\n[^]*Usual causes\n[^]*What to do\n/);
  const wrong = await run('explain', 'SMOKE_FALED');
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('ship explain SMOKE_FAILED');
  expect((await run('explain')).stdout).toContain('LOCK_HELD');
});

test('config shows what there is, and the names alone for completion', async () => {
  expect((await run('config')).stdout).toContain('services.config.json: no mistakes');
  expect((await run('config', '--names')).stdout).toBe('hello\n');
});

test('config --resolved says of every setting where it was written', async () => {
  const { stdout } = await run('config', '--resolved', '--json');
  const { resolved } = JSON.parse(stdout) as { resolved: { path: string; from: string }[] };
  expect(resolved).toContainEqual({ path: 'hello.main.memory', value: 512, from: 'default' });
  expect(resolved).toContainEqual(expect.objectContaining({ path: 'hello.routes', from: 'services.hello.routes' }));
});

test('schema prints the schema of the config and of every document', async () => {
  const config = JSON.parse((await run('schema')).stdout) as { properties: object };
  expect(Object.keys(config.properties)).toContain('services');
  expect(JSON.parse((await run('schema', 'local', 'status')).stdout)).toMatchObject({ title: 'ship local status' });
  expect((await run('schema', 'nope')).code).toBe(2);
});

test('bash accepts the completion script and completes with it', async () => {
  const { stdout } = await run('completion', 'bash');
  const typed = 'COMP_WORDS=(ship local sta); COMP_CWORD=2; _ship; echo "${COMPREPLY[@]}"';
  expect(execFileSync('bash', ['-c', `${stdout}\n${typed}`], { encoding: 'utf8' })).toBe('start status\n');
});

test('behind --env completion names the environments of the config', async () => {
  const { stdout } = await run('completion', 'bash');
  const ship = `ship() { '${process.execPath}' '${builtShip()}/bin/ship.js' "$@"; }`;
  const typed = 'COMP_WORDS=(ship deploy --env ""); COMP_CWORD=3; _ship; echo "${COMPREPLY[@]}"';
  const script = `cd '${project.dir}'\n${ship}\n${stdout}\n${typed}`;
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe('local production\n');
});
