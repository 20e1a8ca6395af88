import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromBuffer, open, type Entry, type ZipFile } from 'yauzl';

export interface ReadEntry {
  readonly path: string;
  /** Unix permissions and type, octal. */
  readonly mode: string;
  readonly content: Buffer;
  readonly modified: Date;
}

/** Every entry as yauzl, a strict reader, reads it. */
export async function readZip(zip: string | Buffer): Promise<ReadEntry[]> {
  const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true };
  const file =
    typeof zip === 'string'
      ? await promisify<string, typeof options, ZipFile>(open)(zip, options)
      : await promisify<Buffer, typeof options, ZipFile>(fromBuffer)(zip, options);
  const entries: ReadEntry[] = [];
  file.readEntry();
  for await (const entry of entriesOf(file)) {
    entries.push({
      path: entry.fileName,
      mode: (entry.externalFileAttributes >>> 16).toString(8),
      content: await contentOf(file, entry),
      modified: dosTime(entry),
    });
    file.readEntry();
  }
  return entries;
}

async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  const queue: (Entry | Error | 'end')[] = [];
  let wake = (): void => {};
  const push = (item: Entry | Error | 'end'): void => {
    queue.push(item);
    wake();
  };
  file.on('entry', (entry: Entry) => push(entry));
  file.on('error', (error: Error) => push(error));
  file.on('end', () => push('end'));
  for (;;) {
    while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const item = queue.shift();
    if (item === 'end' || item === undefined) return;
    if (item instanceof Error) throw item;
    yield item;
  }
}

async function contentOf(file: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    file.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const blocks: Buffer[] = [];
  for await (const block of stream) blocks.push(block as Buffer);
  return Buffer.concat(blocks);
}

/** As it is written: a zip knows no time zone. */
function dosTime({ lastModFileDate: date, lastModFileTime: time }: Entry): Date {
  return new Date(
    Date.UTC((date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2),
  );
}

/** What `unzip` and Python's zipfile say about it; empty when both are content. */
export function complaintsAbout(zip: string): string[] {
  const readers = [
    ['unzip', ['-tqq', zip]],
    ['python3', ['-c', 'import sys,zipfile; bad=zipfile.ZipFile(sys.argv[1]).testzip(); sys.exit(bad or 0)', zip]],
  ] as const;
  return readers.flatMap(([command, args]) => {
    const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (error) return `${command} is not installed`;
    return status === 0 ? [] : `${command}: ${stdout}${stderr}`;
  });
}

const unpacked: string[] = [];
afterAll(() => unpacked.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Unpacks as people do, and answers where, until the tests of the file have ended. */
export function unpack(zip: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ship-unpacked-'));
  unpacked.push(folder);
  const { status, stderr } = spawnSync('unzip', ['-q', zip, '-d', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return folder;
}
