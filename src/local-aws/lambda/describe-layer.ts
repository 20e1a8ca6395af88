import type { World } from '../kernel/world.ts';
import { codeLocation } from './code-location.ts';
import { layerArn, type LayerVersionRow } from './layer-rows.ts';

/** A layer version as lists show it: without its content. */
export function describeListedLayer(world: World, row: LayerVersionRow): Record<string, unknown> {
  return {
    LayerVersionArn: layerArn(world, row.name, row.version),
    Version: row.version,
    Description: row.description,
    CreatedDate: row.createdDate,
    ...(row.compatibleRuntimes && { CompatibleRuntimes: row.compatibleRuntimes }),
    ...(row.compatibleArchitectures && { CompatibleArchitectures: row.compatibleArchitectures }),
    ...(row.licenseInfo !== undefined && { LicenseInfo: row.licenseInfo }),
  };
}

export function describeLayer(world: World, row: LayerVersionRow): Record<string, unknown> {
  return {
    ...describeListedLayer(world, row),
    LayerArn: layerArn(world, row.name),
    Content: {
      Location: codeLocation(world, row.code),
      CodeSha256: row.code.sha256,
      CodeSize: row.code.sizeBytes,
    },
  };
}
