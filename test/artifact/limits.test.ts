import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { ArtifactError } from '../../src/artifact/artifact-error.ts';
import { toWriteError, writeAtomically } from '../../src/artifact/cache/write-atomically.ts';
import { measureService } from '../../src/artifact/measure-service.ts';
import { packageService, type PackageRequest } from '../../src/artifact/package-service.ts';
import { ZipContainer } from '../../src/artifact/zip/zip-container.ts';
import { writePackage } from '../../src/artifact/write-package.ts';
import { aFolder, aFunction, aRequest, type Folder } from './a-service.ts';
import { complaintsAbout } from './read-zip.ts';

const folders: Folder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function aTree(files: Readonly<Record<string, string>>): Folder {
  const folder = aFolder().write({ 'service/index.js': 'exports.handler = () => 1;', ...files });
  folders.push(folder);
  return folder;
}

const folderRequest = (folder: Folder, given: Partial<PackageRequest> = {}): PackageRequest =>
  aRequest(folder, [aFunction(folder.at('service'), { kind: 'folder' })], given);

const failure = (request: PackageRequest): Promise<ArtifactError> =>
  packageService(request).then(
    () => new ArtifactError('BROKEN_ZIP', 'it was packaged'),
    (error: ArtifactError) => error,
  );

test('a file of three gigabytes is refused by its size, without being opened', async () => {
  const folder = aTree({ 'service/huge.bin': '' });
  truncateSync(folder.at('service/huge.bin'), 3 * 1024 ** 3);
  const began = performance.now();
  expect(await failure(folderRequest(folder))).toMatchObject({ code: 'TOO_LARGE' });
  expect(performance.now() - began).toBeLessThan(2000);
  expect(existsSync(folder.at('.ship/cache'))).toBe(false);
});

test('exactly the limit is too much, one byte less is not', async () => {
  const folder = aTree({ 'service/a.txt': 'x'.repeat(974) });
  expect(await failure(folderRequest(folder, { limitBytes: 1000 }))).toMatchObject({ code: 'TOO_LARGE' });
  expect((await packageService(folderRequest(folder, { limitBytes: 1001 }))).functions[0]?.unzippedBytes).toBe(1000);
});

test('what is too large is measured all the same', async () => {
  const folder = aTree({ 'service/node_modules/heavy/index.js': 'x'.repeat(5000) });
  const { functions } = await measureService(folderRequest(folder, { limitBytes: 1000 }));
  expect(functions[0]?.artifact).toBeUndefined();
  expect(functions[0]?.code.packages.map(({ name, bytes }) => [name, bytes])).toEqual([['heavy', 5000]]);
});

test('the container refuses what the format cannot hold', () => {
  const folder = aTree({});
  const zip = new ZipContainer(folder.at('a.zip'));
  const record = { path: 'x', mode: 0o100644, method: 0, crc32: 0, packedBytes: 0 } as const;
  expect(() => zip.add({ ...record, bytes: 2 ** 32 }, new Uint8Array(0))).toThrow(
    expect.objectContaining({ code: 'TOO_LARGE' }),
  );
  zip.close();
});

test('a full disk is said to be full, and leaves nothing half-written', () => {
  const zip = new ZipContainer('/dev/full');
  zip.write(new Uint8Array(10));
  expect(() => zip.end()).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
  zip.close();
  expect(toWriteError(Object.assign(new Error('no'), { code: 'EDQUOT' }), '/x')).toMatchObject({ code: 'DISK_FULL' });
});

test('a cache that cannot be written is said to be so', async () => {
  const folder = aTree({ '.ship': 'a file where a folder should be' });
  expect(await failure(folderRequest(folder))).toMatchObject({ code: 'CACHE_UNWRITABLE' });
  expect(() => writeAtomically(folder.at('service'), 'a folder is there')).toThrow(
    expect.objectContaining({ code: 'CACHE_UNWRITABLE' }),
  );
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a local layer that is not there is refused, one that is becomes an artifact', async () => {
  const folder = aTree({ 'layer/nodejs/node_modules/x/index.js': 'x' });
  const withLayer = (path: string): PackageRequest =>
    aRequest(folder, [
      aFunction(folder.at('service'), {
        kind: 'folder',
        layers: [{ kind: 'local', name: 'shared', path: folder.at(path) }],
      }),
    ]);
  expect(await failure(withLayer('missing'))).toMatchObject({ code: 'LAYER_MISSING' });
  const { functions } = await packageService(withLayer('layer'));
  expect(functions[0]?.layers).toMatchObject([{ name: 'shared', unzippedBytes: 1 }]);
});

test('--out leaves zips and a manifest without times and places', async () => {
  const folder = aTree({ 'layer/x.txt': 'x' });
  const layers = [{ kind: 'local', name: 'shared', path: folder.at('layer') }] as const;
  const { functions } = await packageService(
    aRequest(folder, [aFunction(folder.at('service'), { kind: 'folder', layers })]),
  );
  const manifest = writePackage(folder.at('out'), 'orders', functions);
  expect(readdirSync(folder.at('out')).toSorted()).toEqual([
    'manifest.json',
    'orders-layer-shared.zip',
    'orders-main.zip',
  ]);
  expect(complaintsAbout(folder.at('out/orders-main.zip'))).toEqual([]);
  const text = readFileSync(folder.at('out/manifest.json'), 'utf8');
  expect(JSON.parse(text)).toEqual(manifest);
  expect(text).not.toContain(folder.path);
  writeFileSync(folder.at('blocked'), '');
  expect(() => writePackage(folder.at('blocked'), 'orders', functions)).toThrow(
    expect.objectContaining({ code: 'NOT_WRITABLE' }),
  );
});
