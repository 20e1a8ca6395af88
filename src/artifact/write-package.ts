import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact, LayerArtifact } from '../model/artifact.ts';
import { discard, makeFolder, temporaryName, toWriteError, writeAtomically } from './cache/write-atomically.ts';

/** What `ship package --out` leaves in a folder, for other tools to deploy. Same content, same manifest: no times, no paths. */
export interface PackageManifest {
  readonly schema: 1;
  readonly service: string;
  readonly functions: readonly ManifestFunction[];
}

export interface ManifestFunction extends ManifestZip {
  readonly name: string;
  readonly handler: string;
  readonly layers: readonly (ManifestZip & { readonly name: string })[];
}

export interface ManifestZip {
  /** Relative to the manifest. */
  readonly zip: string;
  readonly sha256: string;
  readonly codeSha256: string;
  readonly contentDigest: string;
  readonly zippedBytes: number;
  readonly unzippedBytes: number;
}

/** Copies the zips into a folder and writes `manifest.json` beside them. Throws DISK_FULL, NOT_WRITABLE. */
export function writePackage(folder: string, service: string, functions: readonly Artifact[]): PackageManifest {
  const manifest: PackageManifest = {
    schema: 1,
    service,
    functions: functions.map((artifact) => ({
      name: artifact.functionName,
      handler: artifact.handler,
      ...copyZip(folder, `${service}-${artifact.functionName}.zip`, artifact),
      layers: artifact.layers.map((layer) => ({
        name: layer.name,
        ...copyZip(folder, `${service}-layer-${layer.name}.zip`, layer),
      })),
    })),
  };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  writeAtomically(join(folder, 'manifest.json'), text, 'the folder of the package');
  return manifest;
}

function copyZip(folder: string, name: string, from: Omit<LayerArtifact, 'name'>): ManifestZip {
  const { zipPath, sha256, codeSha256, contentDigest, zippedBytes, unzippedBytes } = from;
  const target = join(folder, name);
  const unfinished = temporaryName(target);
  try {
    makeFolder(folder);
    copyFileSync(zipPath, unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    discard(unfinished);
    throw toWriteError(error, target, 'the folder of the package');
  }
  return { zip: name, sha256, codeSha256, contentDigest, zippedBytes, unzippedBytes };
}
