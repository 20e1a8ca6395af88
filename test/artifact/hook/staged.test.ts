import { execFileSync } from 'node:child_process';
import { findStagedServices, findUnstaged, touchedServices } from '../../../src/artifact/hook/staged-services.ts';
import { readServicesIndex, writeServicesIndex } from '../../../src/artifact/hook/services-index.ts';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const services = [
  { name: 'orders', root: 'services/orders' },
  { name: 'users', root: 'services/users' },
];

test.each([
  [['services/orders/src/main.ts'], ['orders']],
  [
    ['services/orders/src/main.ts', 'services/users/x'],
    ['orders', 'users'],
  ],
  [['README.md', 'services/other/x.ts', 'services/orders-old/x.ts'], []],
  [['packages/shared/src/index.ts'], ['users']],
  [['package-lock.json'], ['orders', 'users']],
  [['services/orders/package.json'], ['orders']],
  [['packages/shared/package.json'], ['orders', 'users']],
  [['services.config.ts'], ['orders', 'users']],
  [['tsconfig.base.json'], ['orders', 'users']],
  [[], []],
])('staged %j touches %j', (staged, expected) => {
  expect(touchedServices(staged, services, new Map([['users', ['packages/shared/src']]]))).toEqual(expected);
});

test('a service at the root of the project is touched by everything', () => {
  expect(touchedServices(['README.md'], [{ name: 'all', root: '.' }], new Map())).toEqual(['all']);
});

/** A repository with a config and two services, committed. */
function aRepository(below = ''): Folder {
  const folder = aFolder();
  folders.push(folder);
  const at = (name: string): string => `${below}${name}`;
  folder.write({
    [at('services.config.ts')]: 'export default {};',
    [at('services/orders/main.ts')]: '1',
    [at('services/users/main.ts')]: '1',
    [at('notes.txt')]: '1',
    '.gitignore': '.ship\n',
  });
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', 'start');
  return folder;
}

function git(folder: Folder, ...args: readonly string[]): void {
  execFileSync('git', [...args], { cwd: folder.path });
}

function index(folder: Folder, below = ''): void {
  const root = folder.at(below);
  const config = {
    inputs: [folder.at(below, 'services.config.ts'), folder.at(below, 'tsconfig.json')],
    services: services.map(({ name, root: place }) => ({ name, root: folder.at(below, place) })),
  };
  writeServicesIndex(`${root}/.ship/cache`.replace('//', '/'), config);
}

test('what is staged decides, not what was changed', () => {
  const folder = aRepository();
  index(folder);
  folder.write({ 'services/orders/main.ts': 'changed', 'notes.txt': 'changed' });
  expect(findStagedServices({ cwd: folder.path })).toEqual({ kind: 'nothing' });
  git(folder, 'add', 'notes.txt');
  expect(findStagedServices({ cwd: folder.path })).toEqual({ kind: 'nothing' });
  git(folder, 'add', 'services');
  expect(findStagedServices({ cwd: folder.path })).toEqual({
    kind: 'services',
    projectRoot: folder.path,
    names: ['orders'],
  });
  expect(findStagedServices({ cwd: folder.at('services') })).toMatchObject({ names: ['orders'] });
});

test('changes that a commit leaves out are known by service, new files too', () => {
  const folder = aRepository();
  index(folder);
  const names = ['orders', 'users'];
  folder.write({ 'services/orders/main.ts': '2', 'notes.txt': '2' });
  git(folder, 'add', '-A');
  expect(findUnstaged(folder.path, names)).toEqual([]);
  folder.write({ 'services/orders/main.ts': 'longer', 'services/users/new.ts': '1', 'notes.txt': '3' });
  expect(findUnstaged(folder.at('services'), names)).toEqual(names);
  expect(findUnstaged(folder.path, ['orders'])).toEqual(['orders']);
});

test('removed and renamed files touch the services they were in', () => {
  const folder = aRepository();
  index(folder);
  git(folder, 'mv', 'services/orders/main.ts', 'services/users/moved.ts');
  expect(findStagedServices({ cwd: folder.path })).toMatchObject({ names: ['orders', 'users'] });
});

test('a project below the root of the repository sees its own files only', () => {
  const folder = aRepository('back end/');
  index(folder, 'back end');
  folder.write({ 'services/orders/main.ts': 'elsewhere', 'back end/services/users/ünï.ts': 'new' });
  git(folder, 'add', '-A');
  expect(findStagedServices({ cwd: folder.at('back end') })).toMatchObject({
    projectRoot: folder.at('back end'),
    names: ['users'],
  });
});

test('files that a hook framework names are taken as they are', () => {
  const folder = aRepository();
  index(folder);
  expect(findStagedServices({ cwd: folder.path, files: ['services/users/main.ts'] })).toMatchObject({
    names: ['users'],
  });
  expect(findStagedServices({ cwd: folder.path, files: ['notes.txt'] })).toEqual({ kind: 'nothing' });
  expect(findStagedServices({ cwd: folder.path, files: [] })).toEqual({ kind: 'nothing' });
});

test('without an index that holds, the config has to be loaded', () => {
  const folder = aRepository();
  folder.write({ 'services/orders/main.ts': 'changed' });
  git(folder, 'add', '-A');
  const unknown = { kind: 'unknown', paths: [folder.at('services/orders/main.ts')] };
  expect(findStagedServices({ cwd: folder.path })).toEqual(unknown);
  index(folder);
  expect(findStagedServices({ cwd: folder.path })).toMatchObject({ kind: 'services' });
  folder.write({ 'tsconfig.json': '{}' });
  expect(findStagedServices({ cwd: folder.path })).toEqual(unknown);
  index(folder);
  folder.write({ '.ship/cache/services-index.json': '{"schema":1,"inp' });
  expect(readServicesIndex(folder.at('.ship/cache'))).toBeUndefined();
});

test('outside of any project nothing is staged, and outside of a repository git says so', () => {
  const folder = aFolder();
  folders.push(folder);
  expect(findStagedServices({ cwd: folder.path })).toEqual({ kind: 'nothing' });
  folder.write({ 'services.config.js': '' });
  expect(() => findStagedServices({ cwd: folder.path })).toThrow(/not a git repository/);
});

test('packaging notes the folders outside of the service that its bundles were made from', async () => {
  const folder = aRepository();
  folder.write({
    'packages/shared/src/index.ts': 'export const shared = 1;',
    'services/orders/main.ts':
      'import { shared } from "../../packages/shared/src/index.ts"; export const handler = () => shared;',
  });
  index(folder);
  await packageService(
    aRequest(folder, [aFunction(folder.at('services/orders/main.ts'))], { root: folder.at('services/orders') }),
  );
  git(folder, 'add', 'packages');
  expect(findStagedServices({ cwd: folder.path })).toMatchObject({ names: ['orders'] });
});
