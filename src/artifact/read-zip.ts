import { ArtifactError } from './artifact-error.ts';

export interface ZipEntry {
  readonly path: string;
  /** Uncompressed, as the table of contents says. */
  readonly bytes: number;
}

const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_ENTRY = 0x02014b50;
const MAX_COMMENT = 65_535 + 22;

/** The table of contents at a zip's end (PKWARE APPNOTE 4.3.12, 4.3.16); zip64 is not what Lambda takes. */
export function readZipEntries(zip: Buffer, name: string): readonly ZipEntry[] {
  const end = findEnd(zip);
  if (end < 0) throw new ArtifactError('BROKEN_ZIP', `${name} is not a zip file`, ['its table of contents is missing']);
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL_ENTRY)
      throw new ArtifactError('BROKEN_ZIP', `${name} is damaged`, [
        `entry ${index + 1} of ${count} is not where it should be`,
      ]);
    const nameBytes = zip.readUInt16LE(at + 28);
    entries.push({ path: zip.toString('utf8', at + 46, at + 46 + nameBytes), bytes: zip.readUInt32LE(at + 24) });
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - MAX_COMMENT); at--) {
    if (zip.readUInt32LE(at) === END_OF_CENTRAL_DIRECTORY) return at;
  }
  return -1;
}
