import type { Artifact, LayerArtifact } from '../model/artifact.ts';
import { ArtifactError } from './artifact-error.ts';
import type { ZipFacts } from './cache/entries-record.ts';
import { inspectZip } from './zip/inspect-zip.ts';
import { UNZIPPED_LIMIT_BYTES } from './size/limits.ts';

/** A function's zip as it came from somewhere else, with those of its layers. */
export interface GivenZip {
  readonly name: string;
  readonly zipPath: string;
  readonly handler: string;
  readonly layers: readonly { readonly name: string; readonly zipPath: string }[];
}

/** The artifact of a zip that is there already, as it is: what it holds is read, and that it can be unpacked. */
export async function takeZip({ name, zipPath, handler, layers }: GivenZip): Promise<Artifact> {
  const facts = await inspect(name, zipPath);
  const inspected = layers.map(async (layer): Promise<LayerArtifact> => {
    const { fileCount: _fileCount, ...zip } = await inspect(`layer ${layer.name}`, layer.zipPath);
    return { name: layer.name, ...zip };
  });
  return { functionName: name, ...facts, handler, layers: await Promise.all(inspected) };
}

async function inspect(
  name: string,
  zipPath: string,
): Promise<Omit<ZipFacts, 'crc32'> & { readonly codeSha256: string; readonly zipPath: string }> {
  const { facts } = await inspectZip(zipPath, UNZIPPED_LIMIT_BYTES);
  if (!facts) throw new ArtifactError('TOO_LARGE', `${name} unpacks to more than Lambda takes (262,144,000 bytes)`, []);
  const { crc32: _crc32, ...kept } = facts;
  return { ...kept, codeSha256: Buffer.from(facts.sha256, 'hex').toString('base64'), zipPath };
}
