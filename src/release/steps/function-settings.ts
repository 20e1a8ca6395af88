import { roleMark } from '../../model/identities.ts';
import { outputs } from '../../model/names.ts';
import type { EnvironmentValue, FunctionDefinition } from '../../model/service.ts';
import { latestDigest } from '../../plan/digests.ts';
import { isLeftOut } from '../../plan/local-layers.ts';
import { latestNote } from '../../plan/version-note.ts';
import type { Code, FunctionSettings } from '../cloud.ts';
import { type Run, artifactOf, outputOf } from '../run-context.ts';

/** What Lambda is told: definition and artifact, with what the foundation gave. */
export function settingsOf(run: Run, definition: FunctionDefinition): FunctionSettings {
  const artifact = artifactOf(run, definition.key);
  const role = roleMark(run.service, definition);
  return {
    name: definition.lambdaName,
    runtime: definition.runtime,
    handler: artifact.handler,
    roleArn: outputOf(run, outputs.roleArn(definition.key, role)),
    memoryMb: definition.memoryMb,
    timeoutSeconds: definition.timeoutSeconds,
    ephemeralStorageMb: definition.ephemeralStorageMb,
    environment: Object.fromEntries(
      Object.entries(definition.environment).map(([name, value]) => [name, resolve(run, value)]),
    ),
    layerArns: layersOf(run, definition),
    ...(definition.vpc ? { vpc: definition.vpc } : {}),
    tracing: definition.tracing,
    logGroup: `/aws/lambda/${definition.lambdaName}`,
    description: latestNote(latestDigest(definition, artifact, role)),
  };
}

function resolve(run: Run, value: EnvironmentValue): string {
  return value.kind === 'literal' ? value.value : outputOf(run, value.output);
}

function layersOf(run: Run, { key, source }: FunctionDefinition): readonly string[] {
  const { environment } = run.service;
  const layers = source.layers.filter((layer) => !isLeftOut(layer, environment, run.learnt.accountId));
  return layers.map((layer) => {
    if (layer.kind === 'arn') return layer.arn;
    const arn = run.learnt.layerArns.get(`${key}/${layer.name}`);
    if (!arn) throw new Error(`layer ${layer.name} of ${key} was not published`);
    return arn;
  });
}

export function codeOf(run: Run, key: string): Code {
  const uploaded = run.learnt.uploaded.get(key);
  return uploaded ? { kind: 's3', ...uploaded } : { kind: 'zip', path: artifactOf(run, key).zipPath };
}
