import { overBudget } from '../../errors/catalogue/packaging-errors.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { Service } from '../../model/service.ts';
import type { SizeReport } from '../../model/size-report.ts';
import type { Ports } from '../../release/index.ts';
import { count, formatBytes } from '../terminal/format.ts';
import { weighService } from './weigh-service.ts';

export interface PackagedArtifacts {
  /** By function key. */
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly size: SizeReport;
}

/**
 * The service's zips; refused before anything is changed when one of them is over a limit or budget. Nothing is contacted
 * for it but to ask, once per machine, for layers by ARN whose size is not known yet.
 */
export async function packageArtifacts(
  service: Service,
  configRoot: string,
  { cloud, report, clock }: Pick<Ports, 'cloud' | 'report' | 'clock'>,
): Promise<PackagedArtifacts> {
  const began = clock.monotonic();
  report({ kind: 'preparing', what: 'package', title: `Package ${count(service.functions.length, 'function')}` });
  const weighed = await weighService(service, configRoot, { useCache: true, trustInstalls: false, cloud });
  const heaviest = weighed.report.functions.toSorted((a, b) => b.totalBytes - a.totalBytes)[0];
  const note = heaviest && `heaviest ${heaviest.name}, ${formatBytes(heaviest.totalBytes)} unzipped`;
  report({ kind: 'prepared', what: 'package', ms: clock.monotonic() - began, ...(note && { note }) });
  for (const { functionName, warning } of warningsOf(weighed.report))
    report({ kind: 'note', level: 'warning', text: `${service.name}.${functionName}: ${warning}` });
  if (weighed.report.over) throw overBudget(weighed.report);
  const artifacts = weighed.measured.functions.flatMap(({ name, artifact }) => (artifact ? [[name, artifact]] : []));
  return { artifacts: Object.fromEntries(artifacts) as Readonly<Record<string, Artifact>>, size: weighed.report };
}

function warningsOf({ functions }: SizeReport): readonly { functionName: string; warning: string }[] {
  return functions.flatMap(({ name, warnings, findings }) => [
    ...warnings.map(({ message, next }) => ({ functionName: name, warning: next ? `${message}; ${next}` : message })),
    ...findings
      .filter(({ severity }) => severity === 'warning')
      .map(({ message }) => ({ functionName: name, warning: message })),
  ]);
}
