import type { LayerArtifact } from '../../model/artifact.ts';
import { stackName } from '../../model/names.ts';
import type { Step } from '../../model/plan.ts';
import { type Run, type StepRunner, functionOf, layerOf, once } from '../run-context.ts';

/** What a layer version is found again by: versions are immutable, and the same content is published once. */
export const layerNote = ({ contentDigest }: LayerArtifact): string => `ship:${contentDigest.slice(0, 16)}`;

const layerNameOf = ({ service }: Run, layer: string): string => `${stackName(service)}-${layer}`;

export async function findLayerVersion(run: Run, layer: LayerArtifact): Promise<{ readonly arn: string } | undefined> {
  const versions = await run.cloud.listLayerVersions(layerNameOf(run, layer.name));
  return versions.find(({ description }) => description === layerNote(layer));
}

export const publishLayer: StepRunner<'publish-layer'> = async (step, run) => {
  const layer = layerOf(run, step.function, step.layer);
  const what = `layer ${layer.name} ${layerNote(layer)}`;
  const { result, isMine } = await once(run, what, () => ensureLayer(step, run, layer));
  run.learnt.layerArns.set(`${step.function}/${step.layer}`, result.arn);
  return result.wasThere || !isMine ? 'it is there already' : undefined;
};

async function ensureLayer(
  step: Extract<Step, { kind: 'publish-layer' }>,
  run: Run,
  layer: LayerArtifact,
): Promise<{ readonly arn: string; readonly wasThere: boolean }> {
  const known = await findLayerVersion(run, layer);
  if (known) return { arn: known.arn, wasThere: true };
  const uploaded = run.learnt.uploaded.get(`${step.function}/${step.layer}`);
  const { arn } = await run.cloud.publishLayer({
    layerName: layerNameOf(run, step.layer),
    code: uploaded ? { kind: 's3', ...uploaded } : { kind: 'zip', path: layer.zipPath },
    description: layerNote(layer),
    runtimes: [functionOf(run, step.function).runtime],
  });
  return { arn, wasThere: false };
}
