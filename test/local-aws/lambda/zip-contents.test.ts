import {
  BrokenZip,
  declaredBytes,
  listEntries,
  verifyDeclaredSizes,
} from '../../../src/local-aws/lambda/zip-contents.ts';
import { zipOf } from './zip-of.ts';

const zip = zipOf({ name: 'a.js', content: 'x'.repeat(1000) }, { name: 'dir/b é.js', content: 'yy', stored: true });

/** Small enough a limit for any zip to have to be unpacked. */
const verify = (bytes: Buffer): Promise<void> => verifyDeclaredSizes(bytes, listEntries(bytes), 1);

/** The same archive with zip64 records in place of 32-bit sizes and offsets. */
function asZip64(): Buffer {
  const content = Buffer.from('hello');
  const plain = zipOf({ name: 'h', content, stored: true });
  const centralAt = plain.readUInt32LE(plain.length - 6);
  const central = Buffer.from(plain.subarray(centralAt, plain.length - 22));
  const wide = Buffer.alloc(28);
  wide.writeUInt16LE(1, 0);
  wide.writeUInt16LE(24, 2);
  wide.writeBigUInt64LE(5n, 4);
  wide.writeBigUInt64LE(5n, 12);
  wide.writeBigUInt64LE(0n, 20);
  central.writeUInt32LE(0xffffffff, 20);
  central.writeUInt32LE(0xffffffff, 24);
  central.writeUInt32LE(0xffffffff, 42);
  central.writeUInt16LE(28, 30);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(1n, 32);
  end64.writeBigUInt64LE(BigInt(centralAt), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(centralAt + central.length + wide.length), 8);
  const end = Buffer.from(plain.subarray(plain.length - 22));
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([plain.subarray(0, centralAt), central, wide, end64, locator, end]);
}

test('entries are listed with their sizes', () => {
  const entries = listEntries(zip);
  expect(entries.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['a.js', 1000],
    ['dir/b é.js', 2],
  ]);
  expect(declaredBytes(entries)).toBe(1002);
});

test('a comment after the archive does not hide it', () => {
  const commented = Buffer.concat([zip, Buffer.from('PK! a comment')]);
  commented.writeUInt16LE(13, zip.length - 2);
  expect(listEntries(commented)).toHaveLength(2);
});

test('sizes above 4 GB stand in zip64 records', () => {
  expect(listEntries(asZip64())).toMatchObject([{ name: 'h', sizeBytes: 5, compressedBytes: 5, localHeaderAt: 0 }]);
});

test.each([
  ['no zip at all', Buffer.from('nope')],
  ['nothing', Buffer.alloc(0)],
  ['a zip that is cut off', zip.subarray(0, zip.length - 30)],
  ['a directory that lies outside', Buffer.concat([zip.subarray(0, zip.length - 6), Buffer.alloc(6, 0xee)])],
])('%s is broken', (_title, bytes) => {
  expect(() => listEntries(bytes)).toThrow(BrokenZip);
});

test('true sizes are believed', async () => {
  await expect(verify(zip)).resolves.toBeUndefined();
});

test.each([
  ['less than it holds', zipOf({ name: 'a', content: 'x'.repeat(5000), declaredBytes: 10 })],
  ['more than it holds', zipOf({ name: 'a', content: 'x'.repeat(50), declaredBytes: 5000 })],
  ['another size, uncompressed', zipOf({ name: 'a', content: 'xyz', declaredBytes: 1, stored: true })],
])('a zip that declares %s is broken', async (_title, bytes) => {
  await expect(verify(bytes)).rejects.toThrow(BrokenZip);
});

test('data that does not unpack is broken', async () => {
  const damaged = Buffer.from(zip);
  damaged.fill(0xff, 34, 40);
  await expect(verify(damaged)).rejects.toThrow(BrokenZip);
});
