import type { Artifact, LayerArtifact } from '../../model/artifact.ts';
import { ArtifactError } from '../artifact-error.ts';
import type { ZipFacts } from '../cache/entries-record.ts';
import type { PackedFunction } from './packed-function.ts';

/** Throws TOO_LARGE when there is no zip. */
export function toArtifact(packed: PackedFunction): Artifact {
  const { source, handler, zipped, layers } = packed;
  if (!zipped) throw tooLarge(source.name);
  return {
    functionName: source.name,
    ...toZipFacts(zipped),
    fileCount: zipped.fileCount,
    handler,
    layers: layers.map((layer): LayerArtifact => {
      if (!layer.zipped) throw tooLarge(`layer ${layer.name}`);
      return { name: layer.name, ...toZipFacts(layer.zipped) };
    }),
  };
}

function toZipFacts(zipped: ZipFacts & { readonly zipPath: string }): Omit<LayerArtifact, 'name'> {
  const { sha256, contentDigest, zipPath, zippedBytes, unzippedBytes } = zipped;
  const codeSha256 = Buffer.from(sha256, 'hex').toString('base64');
  return { sha256, codeSha256, contentDigest, zipPath, zippedBytes, unzippedBytes };
}

function tooLarge(name: string): ArtifactError {
  return new ArtifactError('TOO_LARGE', `${name} unpacks to more than Lambda takes (262,144,000 bytes)`, [], {
    next: ['see what is in it and what to do: ship size'],
  });
}
