import type { LoadedConfig } from '../../config/loaded-config.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { Finding } from '../../model/finding.ts';
import type { Service } from '../../model/service.ts';
import { diagnose } from '../../plan/diagnose.ts';
import type { DiagnosisFacts } from '../../plan/diagnosis/lesson.ts';
import { readDependencies } from '../commands/doctor/read-dependencies.ts';
import { readHandlers } from '../commands/doctor/read-handlers.ts';
import { readAnswerBytes } from './read-answer-bytes.ts';

/** What `ship doctor` says of a service; sizes are known once it is packaged. */
export function examine(
  config: LoadedConfig,
  service: Service,
  artifacts: Readonly<Record<string, Artifact>> | undefined,
  packaging: DiagnosisFacts['packaging'] = {},
): readonly Finding[] {
  return diagnose(service, {
    today: new Date().toISOString().slice(0, 10),
    environments: [...config.environments, ...config.templates],
    dependencies: readDependencies(service.root),
    handlerParameters: readHandlers(service),
    answerBytes: readAnswerBytes(config.root, service),
    packaging,
    ...(artifacts && { unzippedBytes: sizesOf(artifacts) }),
  });
}

function sizesOf(artifacts: Readonly<Record<string, Artifact>>): Readonly<Record<string, number>> {
  const sizes = Object.entries(artifacts).map(([key, { unzippedBytes, layers }]) => [
    key,
    layers.reduce((sum, layer) => sum + layer.unzippedBytes, unzippedBytes),
  ]);
  return Object.fromEntries(sizes) as Readonly<Record<string, number>>;
}
