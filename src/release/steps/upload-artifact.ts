import { artifactKey, outputs } from '../../model/names.ts';
import { type Run, type StepRunner, artifactOf, layerOf, once, outputOf } from '../run-context.ts';
import { findLayerVersion } from './layers.ts';

const isThere = 'it is there already';

export const uploadArtifact: StepRunner<'upload-artifact'> = async (step, run) => {
  if (step.layer === undefined) return upload(run, step.function, artifactOf(run, step.function));
  const layer = layerOf(run, step.function, step.layer);
  // Once published, the layer version keeps its content, and what lies in the bucket is pruned.
  return (await findLayerVersion(run, layer)) ? isThere : upload(run, `${step.function}/${step.layer}`, layer);
};

/** Keys are content addresses, so what is there is right. */
async function upload(
  run: Run,
  name: string,
  zip: { readonly sha256: string; readonly zipPath: string },
): Promise<string | undefined> {
  const bucket = outputOf(run, outputs.artifactBucket);
  const key = artifactKey(zip.sha256);
  // Two functions may share a layer, or be made of the same code.
  const { result: wasThere, isMine } = await once(run, `upload ${key}`, async () => {
    const there = await run.cloud.hasArtifact(bucket, key);
    if (!there) await run.cloud.putArtifact(bucket, key, zip.zipPath);
    return there;
  });
  run.learnt.uploaded.set(name, { bucket, key });
  return wasThere || !isMine ? isThere : undefined;
}
