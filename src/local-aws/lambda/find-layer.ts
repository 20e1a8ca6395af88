import type { World } from '../kernel/world.ts';
import { accessDenied, invalidParameter, noSuchResource, notFound } from './errors.ts';
import { layerArn, layerKey, layerVersions, parseLayer, type LayerVersionRow } from './layer-rows.ts';

/** The layer's own name; layers of other accounts and Regions are out of reach here. */
export function locateLayer(world: World, text: string): string {
  const { region, accountId, name } = parseLayer(world, text);
  if (accountId !== world.config.accountId || region !== world.config.region) {
    throw accessDenied(
      `User: arn:aws:iam::${world.config.accountId}:root is not authorized to perform: lambda:GetLayerVersion on resource: ${text} because no resource-based policy allows the lambda:GetLayerVersion action`,
    );
  }
  return name;
}

export function checkVersionNumber(version: number): void {
  if (version < 1) throw invalidParameter('Layer Version Cannot be less than 1');
}

export function findLayerVersion(world: World, name: string, version: number): LayerVersionRow {
  const row = layerVersions(world).get(layerKey(name, version));
  if (!row) throw noSuchResource();
  return row;
}

/** The permission calls name what is missing. */
export function findLayerForPolicy(world: World, name: string, version: number): LayerVersionRow {
  const row = layerVersions(world).get(layerKey(name, version));
  if (!row) throw notFound(`Layer version ${layerArn(world, name, version)} does not exist.`);
  return row;
}

/** Newest first. */
export function versionsOfLayer(world: World, name: string): LayerVersionRow[] {
  return layerVersions(world)
    .values()
    .filter((row) => row.name === name)
    .toSorted((a, b) => b.version - a.version);
}

export interface LayerFilter {
  readonly CompatibleRuntime?: string;
  readonly CompatibleArchitecture?: string;
}

export function isCompatible(row: LayerVersionRow, filter: LayerFilter): boolean {
  const { CompatibleRuntime: runtime, CompatibleArchitecture: architecture } = filter;
  return (
    (!runtime || (row.compatibleRuntimes ?? []).includes(runtime)) &&
    (!architecture || (row.compatibleArchitectures ?? []).includes(architecture))
  );
}
