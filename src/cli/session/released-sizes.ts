import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeBaseline, parseBaseline } from '../../artifact/size/baseline.ts';
import type { SizeInput } from '../../artifact/size-report.ts';
import type { Service } from '../../model/service.ts';
import type { SizeReport } from '../../model/size-report.ts';

interface ReleasedSizes {
  /** `r17` */
  readonly release: string;
  /** As `size-baseline.json` has it. */
  readonly sizes: unknown;
}

/**
 * Keeps what the release that has just gone live weighs, to compare the next one with. On this machine only, since AWS
 * tells of a version no more than the size of its zip; a committed `size-baseline.json` is for everybody.
 */
export function writeReleasedSizes(service: Service, configRoot: string, live: string, report: SizeReport): void {
  const path = pathOf(service, configRoot);
  const record: ReleasedSizes = { release: live, sizes: makeBaseline(report) };
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(record)}\n`);
  } catch {
    return; // The release is live: a full disk makes no failure of it. The next size report has nothing to compare with.
  }
}

export function readReleasedSizes(service: Service, configRoot: string): Pick<SizeInput, 'baseline'> {
  try {
    const { release, sizes } = JSON.parse(readFileSync(pathOf(service, configRoot), 'utf8')) as ReleasedSizes;
    return { baseline: { since: `release ${release}`, sizes: parseBaseline(JSON.stringify(sizes)) } };
  } catch {
    return {}; // Nothing was put live from here, or the file was cut short: there is nothing to compare with.
  }
}

function pathOf({ name, environment }: Service, configRoot: string): string {
  return join(configRoot, '.ship', name, environment.name, 'released-sizes.json');
}
