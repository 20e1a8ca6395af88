import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { measureService } from '../../../src/artifact/measure-service.ts';
import { packageService, type PackageRequest } from '../../../src/artifact/package-service.ts';
import type { ArtifactError } from '../../../src/artifact/artifact-error.ts';
import { aFolder, aFunction, aRequest, type Folder } from '../a-service.ts';

const folder: Folder = aFolder().write({
  'service/index.js': 'exports.handler = () => 1;',
  'service/lib/a.js': 'a'.repeat(5000),
});
afterAll(() => folder.remove());

const python = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
for name, text in zip(sys.argv[2::2], sys.argv[3::2]): z.writestr(name, text)
z.close()`;

/** A zip made by Python, which has its own mind about modes and times. */
function aZip(name: string, files: Readonly<Record<string, string>>): string {
  execFileSync('python3', ['-W', 'ignore', '-c', python, folder.at(name), ...Object.entries(files).flat()]);
  return folder.at(name);
}

const request = (path: string, given: Parameters<typeof aFunction>[1] = {}): PackageRequest =>
  aRequest(folder, [aFunction(path, { kind: 'zip', ...given })]);

async function complaint(path: string, given: Parameters<typeof aFunction>[1] = {}): Promise<string> {
  return packageService(request(path, given)).then(
    () => 'none',
    (error: ArtifactError) => `${error.code} ${error.details.join()}`,
  );
}

test('a prebuilt zip is shipped byte for byte', async () => {
  const path = aZip('good.zip', { 'index.js': 'exports.handler = 1;', 'lib/data.json': '{}' });
  const { functions } = await packageService(request(path));
  expect(readFileSync(functions[0]?.zipPath ?? '').equals(readFileSync(path))).toBe(true);
  expect(functions[0]).toMatchObject({ unzippedBytes: 22, fileCount: 2, handler: 'index.handler' });
  expect((await packageService(request(path))).reused).toEqual(['main']);
});

test('rebuilt with other times it counts as unchanged, with other content it does not', async () => {
  const digest = async (path: string): Promise<string | undefined> =>
    (await packageService(request(path))).functions[0]?.contentDigest;
  const first = await digest(aZip('one.zip', { 'index.js': 'same' }));
  execFileSync('python3', [
    '-c',
    python.replace('writestr(name, text)', 'writestr(zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6)), text)'),
    folder.at('two.zip'),
    'index.js',
    'same',
  ]);
  expect(await digest(folder.at('two.zip'))).toBe(first);
  expect(await digest(aZip('three.zip', { 'index.js': 'other' }))).not.toBe(first);
});

test('its parts are measured like those of any function', async () => {
  const path = aZip('modules.zip', {
    'index.js': 'x',
    'node_modules/a/index.js': 'abc',
    'node_modules/@s/b/index.js': 'abcdef',
  });
  const { functions } = await measureService(request(path));
  expect(functions[0]?.code.packages.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['@s/b', 6],
    ['a', 3],
  ]);
});

const good = (): Buffer =>
  readFileSync(aZip('source.zip', { 'index.js': 'exports.handler = 1;', 'a.js': 'text '.repeat(100) }));

function damaged(name: string, damage: (zip: Buffer) => Buffer): string {
  writeFileSync(folder.at(name), damage(good()));
  return folder.at(name);
}

test.each([
  ['is empty', () => Buffer.alloc(0), /its table of contents is missing/],
  ['is text', () => Buffer.from('this is no zip at all, it is text'), /its table of contents is missing/],
  ['was cut short', (zip: Buffer) => zip.subarray(0, zip.length - 30), /its table of contents is missing/],
  [
    'lost its middle',
    (zip: Buffer) => Buffer.concat([zip.subarray(0, 20), zip.subarray(60)]),
    /not where it should be|does not fit/,
  ],
  ['has a flipped byte', (zip: Buffer) => flipped(zip, 45), /is damaged/],
  ['says zip64', (zip: Buffer) => patched(zip, zip.length - 22 + 10, 0xffff), /zip64/],
  ['is encrypted', (zip: Buffer) => patched(zip, zip.indexOf('PK\u0001\u0002') + 8, 1), /is encrypted/],
  [
    'uses another method',
    (zip: Buffer) => patched(zip, zip.indexOf('PK\u0001\u0002') + 10, 14),
    /compressed by method 14/,
  ],
])('a zip that %s is refused with the reason', async (name, damage, reason) => {
  const complaints = await complaint(damaged(`${name}.zip`, damage));
  expect(complaints).toMatch(/^BROKEN_ZIP /);
  expect(complaints).toMatch(reason);
});

test('gigabytes that are no zip are refused by their end, without being copied', async () => {
  writeFileSync(folder.at('huge.zip'), '');
  truncateSync(folder.at('huge.zip'), 3 * 1024 ** 3);
  const cacheDir = folder.at('other-cache');
  const began = performance.now();
  await expect(packageService({ ...request(folder.at('huge.zip')), cacheDir })).rejects.toMatchObject({
    code: 'BROKEN_ZIP',
  });
  expect(performance.now() - began).toBeLessThan(2000);
  expect(existsSync(cacheDir)).toBe(false);
});

function flipped(zip: Buffer, at: number): Buffer {
  zip.writeUInt8(zip.readUInt8(at) ^ 0xff, at);
  return zip;
}

function patched(zip: Buffer, at: number, value: number): Buffer {
  zip.writeUInt16LE(value, at);
  return zip;
}

test.each(['../evil.js', '/etc/passwd', 'a/../../evil.js', 'a\\..\\evil.js'])(
  'an entry called %s is refused',
  async (name) => {
    expect(await complaint(aZip('evil.zip', { [name]: 'x' }))).toMatch(/^BROKEN_ZIP .*would leave the folder/);
  },
);

test('two entries of one name are refused', async () => {
  const path = folder.at('twice.zip');
  execFileSync('python3', ['-W', 'ignore', '-c', python, path, 'a.js', '1', 'a.js', '2']);
  expect(await complaint(path)).toMatch(/"a.js" is there twice/);
});

test('an entry that unpacks to more than it says is stopped', async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000));
  const zip = good();
  const central = zip.indexOf('PK\u0001\u0002');
  const name = Buffer.from('bomb.js');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(bomb.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.from(zip.subarray(central, central + 46));
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(bomb.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(0, 42);
  const end = Buffer.from(zip.subarray(zip.length - 22));
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + bomb.length, 16);
  writeFileSync(folder.at('bomb.zip'), Buffer.concat([local, name, bomb, entry, name, end]));
  expect(await complaint(folder.at('bomb.zip'))).toMatch(/^BROKEN_ZIP .*bomb.js/);
});

test('files that Lambda could not read are warned of', async () => {
  folder.chmod('service/index.js', 0o600);
  execFileSync('zip', ['-q', '-X', folder.at('modes.zip'), 'index.js'], { cwd: folder.at('service') });
  const { warnings } = await packageService(request(folder.at('modes.zip')));
  expect(warnings.map(({ kind }) => kind)).toEqual(['unreadable-mode']);
});

test('a zip without the handler, or no zip at all, is refused', async () => {
  expect(await complaint(aZip('no-handler.zip', { 'main.js': 'x' }))).toMatch(/^ENTRY_MISSING .*needs index.js/);
  const python = { runtime: 'python3.12', handler: 'handler' };
  expect(await complaint(aZip('no-dot.zip', { 'app.py': 'x' }), python)).toMatch(/is written file.function, such as/);
  expect(await complaint(folder.at('missing.zip'))).toMatch(/^ENTRY_MISSING/);
});
