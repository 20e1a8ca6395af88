import type { LayerArtifact } from '../../model/artifact.ts';
import { stackName } from '../../model/names.ts';
import { type Run, type StepRunner, functionOf, layerOf } from '../run-context.ts';

/** What a layer version is found again by: versions are immutable, and the same content is published once. */
export const layerNote = ({ contentDigest }: LayerArtifact): string => `ship:${contentDigest.slice(0, 16)}`;

const layerNameOf = ({ service }: Run, layer: string): string => `${stackName(service)}-${layer}`;

export async function findLayerVersion(run: Run, layer: LayerArtifact): Promise<{ readonly arn: string } | undefined> {
  const versions = await run.cloud.listLayerVersions(layerNameOf(run, layer.name));
  return versions.find(({ description }) => description === layerNote(layer));
}

export const publishLayer: StepRunner<'publish-layer'> = async (step, run) => {
  const layer = layerOf(run, step.function, step.layer);
  const uploaded = run.learnt.uploaded.get(`${step.function}/${step.layer}`);
  const known = await findLayerVersion(run, layer);
  const { arn } =
    known ??
    (await run.cloud.publishLayer({
      layerName: layerNameOf(run, step.layer),
      code: uploaded ? { kind: 's3', ...uploaded } : { kind: 'zip', path: layer.zipPath },
      description: layerNote(layer),
      runtimes: [functionOf(run, step.function).runtime],
    }));
  run.learnt.layerArns.set(`${step.function}/${step.layer}`, arn);
  return known ? 'it is there already' : undefined;
};
