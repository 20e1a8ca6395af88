import { artifactKey, stackName } from '../model/names.ts';
import type { PruneTarget } from '../model/plan.ts';
import type { Service } from '../model/service.ts';
import type { Snapshot, VersionState } from '../model/snapshot.ts';

/** What ship uploaded besides functions' code. */
export interface Uploads {
  /** Versions of the service's own layers. */
  readonly layers: readonly { readonly arn: string; readonly description: string }[];
  readonly bucket?: { readonly name: string; readonly keys: readonly string[] };
}

/** Names of the layers that ship published for the service: of its config, and of what any version uses. */
export function ownLayers(service: Service, { functions }: Snapshot): readonly string[] {
  const prefix = `${stackName(service)}-`;
  const wanted = service.functions.flatMap(({ source }) =>
    source.layers.flatMap((layer) => (layer.kind === 'local' ? [`${prefix}${layer.name}`] : [])),
  );
  const used = Object.values(functions)
    .flatMap(({ versions, latest }) => [...versions, latest].flatMap(({ layerArns }) => layerArns))
    .map((arn) => arn.split(':')[6] ?? '')
    .filter((name) => name.startsWith(prefix));
  return [...new Set([...wanted, ...used])];
}

/**
 * Layer versions and zips in the bucket that no version uses which stays. Lambda holds copies of both, so this frees
 * storage and breaks nothing; what is wanted again is uploaded again.
 */
export function staleUploads(
  { layers, bucket }: Uploads,
  snapshot: Snapshot,
  stale: readonly PruneTarget[],
): readonly PruneTarget[] {
  const stay = versionsThatStay(snapshot, stale);
  const layerArns = new Set(stay.flatMap((version) => version.layerArns));
  const keys = new Set(stay.map(({ codeSha256 }) => artifactKey(hex(codeSha256))));
  const because = 'no version that stays uses it';
  return [
    ...layers
      .filter(({ arn, description }) => description.startsWith('ship:') && !layerArns.has(arn))
      .map(({ arn }) => ({ kind: 'layer-version' as const, arn, because })),
    ...(bucket?.keys ?? [])
      .filter((key) => !keys.has(key))
      .map((key) => ({ kind: 'artifact' as const, bucket: bucket?.name ?? '', key, because })),
  ];
}

function versionsThatStay({ functions }: Snapshot, stale: readonly PruneTarget[]): readonly VersionState[] {
  const gone = new Set(stale.flatMap((one) => (one.kind === 'version' ? [`${one.function}:${one.version}`] : [])));
  return Object.values(functions).flatMap(({ key, versions, latest }) => [
    latest,
    ...versions.filter(({ version }) => !gone.has(`${key}:${version}`)),
  ]);
}

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
