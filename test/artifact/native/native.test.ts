import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { judgeBinary } from '../../../src/artifact/native/judge-binary.ts';
import { parseBinary, readBinary, type Binary } from '../../../src/artifact/native/read-binary.ts';
import { runtimePlatform } from '../../../src/artifact/native/runtime-platform.ts';
import { packageService, type PackageRequest } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest, settle, type Folder } from '../a-service.ts';
import { anElf } from './an-elf.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

const parse = (content: Buffer): Binary => parseBinary((offset, length) => content.subarray(offset, offset + length));
const on = (runtime: string, architecture: 'x86_64' | 'arm64', content: Buffer): string | undefined =>
  judgeBinary(parse(content), runtimePlatform(runtime, architecture));

test('an ELF file says for which machine, C library and Node.js it is', () => {
  const names = ['libc.so.6', 'GLIBC_2.2.5', 'GLIBC_2.34', 'GLIBC_2.17', 'node_register_module_v115'];
  expect(parse(anElf({ machine: 'x64', names }))).toEqual({
    kind: 'elf',
    machine: 'x64',
    libc: 'glibc',
    glibcMinor: 34,
    nodeAbi: 115,
  });
  expect(parse(anElf({ machine: 'arm64', names: ['libc.musl-aarch64.so.1'] }))).toEqual({
    kind: 'elf',
    machine: 'arm64',
    libc: 'musl',
    isForeign: true,
  });
  expect(parse(Buffer.from('cffaedfe'.padEnd(160, '0'), 'hex'))).toEqual({ kind: 'mach-o' });
  expect(parse(Buffer.from(`MZ${' '.repeat(100)}`))).toEqual({ kind: 'pe' });
  expect(parse(Buffer.from('short'))).toEqual({ kind: 'unknown' });
});

test("the machine's own Node.js is what it says it is", () => {
  const machine = process.arch === 'arm64' ? 'arm64' : 'x64';
  expect(readBinary(process.execPath)).toMatchObject(process.platform === 'linux' ? { kind: 'elf', machine } : {});
});

test.each([
  ['nodejs22.x', 'x86_64', { machine: 'x64', names: ['napi_register_module_v1', 'GLIBC_2.34'] }, undefined],
  ['nodejs22.x', 'arm64', { machine: 'x64', names: [] }, 'is for x64, the function runs on arm64'],
  [
    'nodejs22.x',
    'x86_64',
    { machine: 'x64', names: ['libc.musl-x86_64.so.1'] },
    'is for musl (Alpine), Lambda has glibc',
  ],
  [
    'nodejs22.x',
    'x86_64',
    { machine: 'x64', names: ['node_register_module_v115'] },
    'was compiled for another Node.js (module version 115, Node.js 22 has 127)',
  ],
  ['nodejs20.x', 'x86_64', { machine: 'x64', names: ['node_register_module_v115'] }, undefined],
  ['nodejs22.x', 'x86_64', { machine: 'x64', names: ['GLIBC_2.38'] }, 'needs glibc 2.38, the runtime has 2.34'],
  ['nodejs18.x', 'x86_64', { machine: 'x64', names: ['GLIBC_2.28'] }, 'needs glibc 2.28, the runtime has 2.26'],
] as const)('on %s, %s: %j %s', (runtime, architecture, elf, reason) => {
  expect(on(runtime, architecture, anElf(elf))).toBe(reason);
});

function aProject(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const folder = aFolder().write({
    'service/package.json': '{"dependencies":{"native":"*"}}',
    'service/index.js': 'exports.handler = () => require("native");',
    ...files,
  });
  folders.push(folder);
  return folder;
}

const x64 = anElf({ machine: 'x64', names: [] });
const arm64 = anElf({ machine: 'arm64', names: [] });
const macos = Buffer.from('cffaedfe'.padEnd(200, '0'), 'hex');

function selected(folder: Folder, given: Parameters<typeof aFunction>[1] = {}): PackageRequest {
  return aRequest(folder, [
    aFunction(folder.at('service/index.js'), { bundle: { nodeModules: ['native'] }, ...given }),
  ]);
}

async function outcome(request: PackageRequest): Promise<string[]> {
  return packageService(request).then(
    ({ warnings }) => warnings.map(({ kind, message }) => `${kind}: ${message}`),
    (error: ArtifactError) => [error.code, ...error.details],
  );
}

test('a module that was compiled here for another machine is refused', async () => {
  const folder = aProject({
    'node_modules/native/package.json': '{}',
    'node_modules/native/build/Release/x.node': macos,
  });
  expect(await outcome(selected(folder))).toEqual([
    'NATIVE_MISMATCH',
    'node_modules/native/build/Release/x.node is for macOS',
  ]);
  const again = await outcome(selected(folder));
  expect(again[0]).toBe('NATIVE_MISMATCH');
});

test('a library that is no module of Node.js does not stand for the one that cannot be loaded', async () => {
  const built = (abi: number): Buffer =>
    anElf({ machine: 'x64', names: [`node_register_module_v${abi}`, 'GLIBC_2.28'] });
  const folder = aProject({
    'node_modules/native/package.json': '{}',
    'node_modules/native/build/Release/sqlite.node': built(115),
    'node_modules/native/build/Release/test_extension.node': anElf({
      machine: 'x64',
      names: ['sqlite3_api', 'GLIBC_2.2'],
    }),
  });
  expect(await outcome(selected(folder))).toEqual(['NATIVE_MISMATCH', expect.stringContaining('module version 115')]);
  folder.write({ 'node_modules/native/build/Release/sqlite.node': built(127) });
  expect(await outcome(selected(folder))).toEqual([]);
});

test('a package that brings modules for many platforms is fine when one fits', async () => {
  const folder = aProject({
    'node_modules/native/package.json': '{}',
    'node_modules/native/prebuilds/darwin-arm64/x.node': macos,
    'node_modules/native/prebuilds/linux-x64/x.node': x64,
  });
  expect(await outcome(selected(folder))).toEqual([]);
  expect((await outcome(selected(folder, { architecture: 'arm64' })))[0]).toBe('NATIVE_MISMATCH');
});

const sharpLike = {
  'node_modules/native/package.json':
    '{"optionalDependencies":{"@n/linux-x64":"*","@n/linux-arm64":"*","@n/darwin-arm64":"*"}}',
  'node_modules/native/index.js': '',
  'node_modules/@n/linux-x64/package.json': '{"os":["linux"],"cpu":["x64"]}',
  'node_modules/@n/linux-x64/x.node': x64,
};

test('a package with a part per platform is refused when that of the function is not installed', async () => {
  const folder = aProject(sharpLike);
  expect(await outcome(selected(folder))).toEqual([]);
  expect(await outcome(selected(folder, { architecture: 'arm64' }))).toEqual([
    'NATIVE_MISMATCH',
    'native has no native part for linux arm64: @n/linux-arm64 is not installed',
  ]);
});

test('in a folder a missing part is a warning, and a module of the wrong kind is refused', async () => {
  const folder = aFolder().write(
    Object.fromEntries(Object.entries(sharpLike).map(([name, content]) => [`service/${name}`, content])),
  );
  folders.push(folder);
  folder.write({ 'service/index.js': '' });
  await settle();
  const request = aRequest(folder, [aFunction(folder.at('service'), { kind: 'folder', architecture: 'arm64' })]);
  const warning = 'native-module: native has no native part for linux arm64: @n/linux-arm64 is not installed';
  expect(await outcome(request)).toEqual([warning]);
  expect(await outcome(request)).toEqual([warning]);
  folder.write({ 'service/node_modules/native/own.node': x64 });
  expect((await outcome(request))[0]).toBe('NATIVE_MISMATCH');
  expect((await outcome(request))[0]).toBe('NATIVE_MISMATCH');
});

test('what is there for development or other systems only is no reason to refuse', async () => {
  const folder = aFolder().write({
    'service/index.js': '',
    'service/node_modules/.package-lock.json':
      '{"packages":{"node_modules/tool":{"dev":true},"node_modules/fsevents":{"optional":true}}}',
    'service/node_modules/tool/x.node': macos,
    'service/node_modules/tool/package.json': '{}',
    'service/node_modules/fsevents/x.node': macos,
    'service/node_modules/fsevents/package.json': '{"os":["darwin"]}',
    'service/node_modules/good/x.node': arm64,
  });
  folders.push(folder);
  const source = aFunction(folder.at('service'), { kind: 'folder', architecture: 'arm64' });
  expect(await outcome(aRequest(folder, [source]))).toEqual(['native-module: node_modules/tool/x.node is for macOS']);
});

test('a module that was installed and never compiled is told, unless its package brings it otherwise', async () => {
  const folder = aProject({
    'node_modules/native/package.json': '{"dependencies":{"soft":"*","parts":"*"}}',
    'node_modules/native/index.js': '',
    'node_modules/native/binding.gyp': '{}',
    'node_modules/soft/package.json': '{}',
    'node_modules/soft/binding.gyp': '{}',
    'node_modules/soft/fallback.js': '',
    'node_modules/parts/package.json': '{"optionalDependencies":{"@n/linux-x64":"*"}}',
    'node_modules/parts/binding.gyp': '{}',
    'node_modules/@n/linux-x64/package.json': '{"os":["linux"],"cpu":["x64"]}',
    'node_modules/@n/linux-x64/x.node': x64,
  });
  const told = 'native-module: node_modules/native has to be compiled and was not: it holds no .node file';
  expect(await outcome(selected(folder))).toEqual([told]);
  folder.write({ 'node_modules/native/build/Release/x.node': x64 });
  expect(await outcome(selected(folder))).toEqual([]);
});

test.each([
  ['is compiled', { 'node_modules/native/binding.gyp': '{}' }],
  ['has a part per platform', sharpLike],
])('a native module that %s is told when it is bundled, and can be shipped as it is said', async (_how, files) => {
  const code = 'module.exports = () => require(__dirname + "/build/x.node");';
  const folder = aProject({
    'node_modules/native/package.json': '{}',
    ...files,
    'node_modules/native/index.js': code,
    'node_modules/native/build/x.node': x64,
  });
  const bundled = await packageService(selected(folder, { bundle: {} }));
  expect(bundled.warnings.map(({ next }) => next)).toEqual(["bundle: { nodeModules: ['native'] }"]);
  expect(await outcome(selected(folder))).toEqual([]);
});
