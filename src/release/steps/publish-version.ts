import { functionFailed } from '../../errors/catalogue/release-errors.ts';
import { roleMark } from '../../model/identities.ts';
import { settingsDigest } from '../../plan/digests.ts';
import { versionNote } from '../../plan/version-note.ts';
import { CloudError, type FunctionSettings, type LatestState } from '../cloud.ts';
import { type Run, type StepRunner, artifactOf, functionOf } from '../run-context.ts';
import { codeOf, settingsOf } from './function-settings.ts';
import { functionReady } from './functions.ts';

const TRIES = 5;

/**
 * Publishes exactly what is wanted: $LATEST is read, brought in line where it is not (a hand edit, another run's
 * leftover), and published on condition that it is still what was read. Lambda publishes nothing new when code and
 * settings equal the last version, so a repeat is free (aws-contract 2.4).
 */
export const publishVersion: StepRunner<'publish-version'> = async (step, run) => {
  const definition = functionOf(run, step.function);
  const artifact = artifactOf(run, step.function);
  const planned = run.plan.release.functions.find(({ key }) => key === step.function);
  const settings = settingsDigest(definition, artifact.handler, roleMark(run.service, definition));
  const description = versionNote(planned?.digest ?? '', settings);
  for (let tries = 1; ; tries++) {
    const latest = await asWanted(run, step.function);
    try {
      const { codeSha256, revisionId } = latest;
      const published = await run.cloud.publishVersion(definition.lambdaName, { codeSha256, revisionId, description });
      run.learnt.versions.set(step.function, published.version);
      return `version ${published.version}`;
    } catch (error) {
      if (!isMovedOn(error) || tries === TRIES) throw error;
    }
  }
};

/** The revision moved between read and publish: our own publish whose answer was lost, or another hand. */
function isMovedOn(error: unknown): boolean {
  return error instanceof CloudError && error.name === 'PreconditionFailedException';
}

async function asWanted(run: Run, key: string): Promise<LatestState> {
  const definition = functionOf(run, key);
  const wanted = settingsOf(run, definition);
  let latest = await functionReady(run, key);
  if (latest.codeSha256 !== artifactOf(run, key).codeSha256) {
    await run.cloud.updateCode(definition.lambdaName, codeOf(run, key), definition.architecture);
    latest = await functionReady(run, key);
  }
  if (!sameSettings(latest.settings, wanted)) {
    await run.cloud.updateConfiguration(wanted);
    latest = await functionReady(run, key);
  }
  if (latest.codeSha256 !== artifactOf(run, key).codeSha256 || !sameSettings(latest.settings, wanted))
    throw functionFailed(
      definition.lambdaName,
      'its code or configuration is changed by somebody else at the same time',
    );
  return latest;
}

function sameSettings(a: FunctionSettings, b: FunctionSettings): boolean {
  return comparable(a) === comparable(b);
}

function comparable(settings: FunctionSettings): string {
  const environment = Object.entries(settings.environment).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const { runtime, handler, roleArn, memoryMb, timeoutSeconds, ephemeralStorageMb, layerArns, tracing, vpc } = settings;
  const network = vpc ? [vpc.subnetIds.toSorted(), vpc.securityGroupIds.toSorted()] : [];
  return JSON.stringify([
    [runtime, handler, roleArn, memoryMb, timeoutSeconds, ephemeralStorageMb, tracing],
    [environment, layerArns, network, settings.description],
  ]);
}
