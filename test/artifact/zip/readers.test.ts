import { randomBytes } from 'node:crypto';
import { readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageService } from '../../../src/artifact/package-service.ts';
import { aFolder, aFunction, aRequest } from '../a-service.ts';
import { complaintsAbout, readZip, unpack } from '../read-zip.ts';

const folder = aFolder();
afterAll(() => folder.remove());

async function zipFolder(name: string): Promise<string> {
  const source = aFunction(folder.at(name), { name, kind: 'folder', handler: 'index.handler' });
  const { functions } = await packageService(aRequest(folder, [source]));
  return functions[0]?.zipPath ?? '';
}

const text = (bytes: number): string => 'const answer = 42; // and some more\n'.repeat(bytes / 36).slice(0, bytes);

beforeAll(() => {
  folder
    .write({
      'service/.keep': '',
      'small/index.js': text(2000),
      'small/empty.txt': '',
      'small/views/[name].ts': 'odd',
      'small/views/a b/ünï çödé 日本.html': 'unicode',
      'small/bin/run': '#!/bin/sh\n',
      'tree/index.js': text(100),
      'tree/large.js': text(9_000_000),
      'tree/noise.bin': randomBytes(5_000_000),
      'tree/less-noise.bin': randomBytes(200_000),
      'tree/C:odd\\name.txt': 'as it is',
      'tree/bin/run': '#!/bin/sh\n',
    })
    .chmod('small/bin/run', 0o700)
    .chmod('small/index.js', 0o600)
    .chmod('tree/bin/run', 0o755)
    .link('tree/bin/alias', 'run')
    .link('tree/absolute', folder.at('tree/bin/run'));
  for (let at = 0; at < 300; at++) folder.write({ [`tree/many/${at % 7}/file-${at}.js`]: text(at * 11) });
});

test('a small zip is read by unzip, Python and yauzl, with modes that Lambda can read', async () => {
  const zip = await zipFolder('small');
  expect(complaintsAbout(zip)).toEqual([]);
  const entries = await readZip(zip);
  expect(entries.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
    '100755 bin/run',
    '100644 empty.txt',
    '100644 index.js',
    '100644 views/[name].ts',
    '100644 views/a b/ünï çödé 日本.html',
  ]);
  expect(entries.find(({ path }) => path === 'index.js')?.content.toString()).toBe(text(2000));
  expect(entries.map(({ modified }) => modified.toISOString())).toEqual(entries.map(() => '1980-01-01T00:00:00.000Z'));
});

test('a tree with large, incompressible and linked files is read by unzip, Python and yauzl', async () => {
  const zip = await zipFolder('tree');
  expect(complaintsAbout(zip)).toEqual([]);
  const unpacked = unpack(zip);
  expect(readlinkSync(join(unpacked, 'bin/alias'))).toBe('run');
  expect(readlinkSync(join(unpacked, 'absolute'))).toBe('bin/run');
  expect(statSync(join(unpacked, 'bin/run')).mode & 0o777).toBe(0o755);
  expect(statSync(join(unpacked, 'large.js')).size).toBe(9_000_000);
});

test('every byte comes back', async () => {
  const { execFileSync } = await import('node:child_process');
  const unpacked = unpack(await zipFolder('tree'));
  const difference = execFileSync('diff', [
    '-r',
    '--no-dereference',
    '--exclude=absolute',
    '--exclude=C:odd\\name.txt',
    folder.at('tree'),
    unpacked,
  ]);
  expect(difference.toString()).toBe('');
});
