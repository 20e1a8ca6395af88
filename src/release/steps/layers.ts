import { stackName } from '../../model/names.ts';
import { type StepRunner, artifactOf, functionOf } from '../run-context.ts';

/** Layer versions are immutable and found again by the digest in their description: the same content is published once. */
export const publishLayer: StepRunner<'publish-layer'> = async (step, run) => {
  const layer = artifactOf(run, step.function).layers.find(({ name }) => name === step.layer);
  if (!layer) throw new Error(`no artifact for layer ${step.layer} of ${step.function}`);
  const layerName = `${stackName(run.service)}-${step.layer}`;
  const description = `ship:${layer.contentDigest.slice(0, 16)}`;
  const known = (await run.cloud.listLayerVersions(layerName)).find((version) => version.description === description);
  const { arn } =
    known ??
    (await run.cloud.publishLayer({
      layerName,
      code: { kind: 'zip', path: layer.zipPath },
      description,
      runtimes: [functionOf(run, step.function).runtime],
    }));
  run.learnt.layerArns.set(`${step.function}/${step.layer}`, arn);
  return known ? 'it is there already' : undefined;
};
