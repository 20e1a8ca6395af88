import { artifactKey, outputs } from '../../model/names.ts';
import { type StepRunner, artifactOf, outputOf } from '../run-context.ts';

/** Keys are content addresses, so what is there is right. */
export const uploadArtifact: StepRunner<'upload-artifact'> = async (step, run) => {
  const artifact = artifactOf(run, step.function);
  const bucket = outputOf(run, outputs.artifactBucket);
  const key = artifactKey(artifact.sha256);
  const there = await run.cloud.hasArtifact(bucket, key);
  if (!there) await run.cloud.putArtifact(bucket, key, artifact.zipPath);
  run.learnt.uploaded.set(step.function, { bucket, key });
  return there ? 'it is there already' : undefined;
};
