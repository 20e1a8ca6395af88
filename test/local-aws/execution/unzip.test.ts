import { existsSync, lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzip } from '../../../src/local-aws/execution/code/unzip.ts';
import { zipOf, type ZipFile } from '../lambda/zip-of.ts';

const link = (name: string, content: string): ZipFile => ({ name, content, stored: true, mode: 0o120777 });

describe('unpacking an archive', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'unzip-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const unpack = async (...files: readonly ZipFile[]): Promise<void> => {
    const path = join(root, 'archive');
    writeFileSync(path, zipOf(...files));
    await unzip(path, root);
    rmSync(path);
  };

  test('writes files of any size, stored or deflated, and folders, also those without an entry', async () => {
    const big = Buffer.alloc(700_000, 'abcdefghij');
    const stored = { name: 'stored', content: 'as it is', stored: true };
    await unpack(
      stored,
      { name: 'a/b/big', content: big },
      { name: 'empty/', content: '' },
      { name: 'ä €', content: '' },
    );
    expect(readFileSync(join(root, 'stored'), 'utf8')).toBe('as it is');
    expect(readFileSync(join(root, 'a/b/big'))).toEqual(big);
    expect(lstatSync(join(root, 'empty')).isDirectory()).toBe(true);
    expect(existsSync(join(root, 'ä €'))).toBe(true);
  });

  test('keeps the executable bit and takes the right to write', async () => {
    await unpack({ name: 'run', content: '', mode: 0o100755 }, { name: 'plain', content: '', mode: 0o100644 });
    expect(lstatSync(join(root, 'run')).mode & 0o777).toBe(0o555);
    expect(lstatSync(join(root, 'plain')).mode & 0o777).toBe(0o444);
  });

  test('keeps links that stay inside', async () => {
    await unpack({ name: 'a/file', content: 'x' }, link('a/b/link', '../file'), link('folder', 'a'));
    expect(readlinkSync(join(root, 'a/b/link'))).toBe('../file');
    expect(readFileSync(join(root, 'folder/file'), 'utf8')).toBe('x');
  });

  test.each<[string, ZipFile]>([
    ['an entry above the root', { name: '../evil', content: '' }],
    ['an entry above the root on the way', { name: 'a/../../evil', content: '' }],
    ['an absolute entry', { name: '/evil', content: '' }],
    ['an absolute link', link('evil', '/etc/passwd')],
    ['a link above the root', link('a/evil', '../../x')],
    ['a link that climbs after another name', link('evil', 'a/../../..')],
  ])('refuses %s', async (_name, entry) => {
    await expect(unpack(entry)).rejects.toThrow(/points outside of the archive/);
    expect(existsSync(join(root, '..', 'evil'))).toBe(false);
  });

  test('never writes through a link of the same archive', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    await expect(unpack(link('a', outside), { name: 'a/file', content: 'x' })).rejects.toThrow('outside');
    expect(existsSync(join(outside, 'file'))).toBe(false);
    rmSync(outside, { recursive: true });
  });

  test('lays a later archive over an earlier one', async () => {
    await unpack({ name: 'both', content: 'one' }, { name: 'first', content: '1' }, { name: 'kind/file', content: '' });
    await unpack({ name: 'both', content: 'two' }, { name: 'kind', content: 'a file now' });
    expect(readFileSync(join(root, 'both'), 'utf8')).toBe('two');
    expect(readFileSync(join(root, 'first'), 'utf8')).toBe('1');
    expect(readFileSync(join(root, 'kind'), 'utf8')).toBe('a file now');
  });

  test('refuses what is damaged, and a bomb that declares little', async () => {
    const path = join(root, 'archive');
    writeFileSync(path, 'no zip at all, whatever its name may be');
    await expect(unzip(path, root)).rejects.toThrow('no end of central directory');
    const zip = zipOf({ name: 'a', content: 'x'.repeat(1000), stored: true });
    zip[60] = 0;
    writeFileSync(path, zip);
    await expect(unzip(path, root)).rejects.toThrow('damaged');
    await expect(unpack({ name: 'bomb', content: Buffer.alloc(1e6), declaredBytes: 10 })).rejects.toThrow(
      /larger than/,
    );
  });
});
