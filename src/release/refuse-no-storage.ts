import { noRoomForCode, overAccountLimit } from '../errors/catalogue/packaging-errors.ts';
import type { Artifact, LayerArtifact } from '../model/artifact.ts';
import { stackName } from '../model/names.ts';
import type { Plan } from '../model/plan.ts';
import type { AskLimits } from './account-limits.ts';
import type { Cloud } from './cloud.ts';
import type { DeployRequest } from './deploy.ts';
import { layerNote } from './steps/layers.ts';

/**
 * Refuses, before anything is uploaded, what the account has no room for. One read, and only when code is published:
 * Lambda itself would refuse some functions in the middle of a run. Throws CODE_STORAGE, OVER_BUDGET.
 */
export async function refuseNoStorage(
  plan: Plan,
  { service, artifacts }: Pick<DeployRequest, 'service' | 'artifacts'>,
  { cloud, askLimits }: { readonly cloud: Cloud; readonly askLimits: AskLimits },
): Promise<void> {
  const uploads = uploadedFunctions(plan, artifacts);
  const layers = publishedLayers(plan, artifacts);
  if (uploads.length === 0 && layers.length === 0) return;
  const limits = await askLimits();
  if (!limits) return;
  // Zero: whoever answers does not say.
  refuseTooLarge(plan.service, uploads, limits.codeSizeUnzipped || Infinity);
  const { usedCodeSize: usedBytes, totalCodeSize: limitBytes } = limits;
  const room = limitBytes > 0 ? limitBytes - usedBytes : Infinity;
  if (sumZipped([...uploads, ...layers]) <= room) return;
  // It is tight: which of the layers are there already is worth asking now.
  const neededBytes = sumZipped([...uploads, ...(await findNew(cloud, stackName(service), layers))]);
  if (neededBytes > room) throw noRoomForCode(plan.service, { neededBytes, usedBytes, limitBytes });
}

type Artifacts = Readonly<Record<string, Artifact>>;

function uploadedFunctions({ steps }: Plan, artifacts: Artifacts): readonly Artifact[] {
  return steps.flatMap((step) =>
    step.kind === 'create-function' || step.kind === 'update-code' ? (artifacts[step.function] ?? []) : [],
  );
}

/** Each once, however many functions use it. */
function publishedLayers({ steps }: Plan, artifacts: Artifacts): readonly LayerArtifact[] {
  const layers = steps.flatMap((step) =>
    step.kind === 'publish-layer'
      ? (artifacts[step.function]?.layers.filter(({ name }) => name === step.layer) ?? [])
      : [],
  );
  return [...new Map(layers.map((layer) => [`${layer.name} ${layer.contentDigest}`, layer])).values()];
}

async function findNew(
  cloud: Cloud,
  stack: string,
  layers: readonly LayerArtifact[],
): Promise<readonly LayerArtifact[]> {
  const known = await Promise.all(layers.map(({ name }) => cloud.listLayerVersions(`${stack}-${name}`)));
  return layers.filter((layer, at) => !known[at]?.some(({ description }) => description === layerNote(layer)));
}

function refuseTooLarge(service: string, uploads: readonly Artifact[], limitBytes: number): void {
  const over = uploads.filter(({ unzippedBytes, layers }) => unzippedBytes + sumUnzipped(layers) >= limitBytes);
  const names = over.map(({ functionName }) => functionName);
  if (over.length > 0) throw overAccountLimit(service, names, limitBytes);
}

function sumUnzipped(layers: Artifact['layers']): number {
  return layers.reduce((sum, { unzippedBytes }) => sum + unzippedBytes, 0);
}

function sumZipped(zips: readonly { readonly zippedBytes: number }[]): number {
  return zips.reduce((sum, { zippedBytes }) => sum + zippedBytes, 0);
}
