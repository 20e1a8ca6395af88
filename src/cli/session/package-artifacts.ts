import { overBudget } from '../../errors/catalogue/packaging-errors.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { Service } from '../../model/service.ts';
import type { SizeReport } from '../../model/size-report.ts';
import type { Ports } from '../../release/index.ts';
import { count, formatBytes } from '../terminal/format.ts';
import { weighService } from './weigh-service.ts';

/** The service's zips by function key; refused before anything is contacted when one of them is over a limit or budget. */
export async function packageArtifacts(
  service: Service,
  configRoot: string,
  { report, clock }: Pick<Ports, 'report' | 'clock'>,
): Promise<Readonly<Record<string, Artifact>>> {
  const began = clock.monotonic();
  report({ kind: 'preparing', what: 'package', title: `Package ${count(service.functions.length, 'function')}` });
  const weighed = await weighService(service, configRoot, { useCache: true, trustInstalls: false });
  const heaviest = weighed.report.functions.toSorted((a, b) => b.totalBytes - a.totalBytes)[0];
  const note = heaviest && `heaviest ${heaviest.name}, ${formatBytes(heaviest.totalBytes)} unzipped`;
  report({ kind: 'prepared', what: 'package', ms: clock.monotonic() - began, ...(note && { note }) });
  for (const { functionName, warning } of warningsOf(weighed.report))
    report({ kind: 'note', level: 'warning', text: `${service.name}.${functionName}: ${warning}` });
  if (weighed.report.over) throw overBudget(weighed.report);
  const artifacts = weighed.measured.functions.flatMap(({ name, artifact }) => (artifact ? [[name, artifact]] : []));
  return Object.fromEntries(artifacts) as Readonly<Record<string, Artifact>>;
}

function warningsOf({ functions }: SizeReport): readonly { functionName: string; warning: string }[] {
  return functions.flatMap(({ name, warnings, findings }) => [
    ...warnings.map(({ message }) => ({ functionName: name, warning: message })),
    ...findings
      .filter(({ severity }) => severity === 'warning')
      .map(({ message }) => ({ functionName: name, warning: message })),
  ]);
}
