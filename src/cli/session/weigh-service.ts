import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactError } from '../../artifact/artifact-error.ts';
import { measureRemoteLayers } from '../../artifact/layers/measure-remote-layers.ts';
import { measureService } from '../../artifact/measure-service.ts';
import { parseBaseline } from '../../artifact/size/baseline.ts';
import { sizeReport, type SizeInput } from '../../artifact/size-report.ts';
import { packagingFailed, wrongBaseline } from '../../errors/catalogue/packaging-errors.ts';
import type { MeasuredService } from '../../model/packaged-service.ts';
import type { Service } from '../../model/service.ts';
import type { SizeReport } from '../../model/size-report.ts';

export interface Weighed {
  readonly measured: MeasuredService;
  readonly report: SizeReport;
}

export interface HowToWeigh {
  readonly useCache: boolean;
  /** To weigh only: what package managers installed is taken to be as they left it. */
  readonly trustInstalls: boolean;
}

/** What sizes are compared with, committed beside a service. */
export const baselineFile = 'size-baseline.json';

/** Packages a service where needed and weighs it: the same code for `ship size`, the hook and the gate of every deploy. */
export async function weighService(service: Service, configRoot: string, how: HowToWeigh): Promise<Weighed> {
  const cacheDir = join(configRoot, '.ship', 'cache');
  const sources = service.functions.map(({ source }) => source);
  try {
    const measured = await measureService({
      serviceName: service.name,
      root: service.root,
      functions: sources,
      cacheDir,
      useCache: how.useCache,
      installs: how.trustInstalls ? 'trust' : 'look',
    });
    const arns = sources.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === 'arn' ? [layer.arn] : [])));
    const layerSizes = arns.length > 0 ? await measureRemoteLayers(arns, cacheDir) : {};
    return { measured, report: sizeReport({ ...factsOf(service, measured), layerSizes, ...baselineOf(service) }) };
  } catch (error) {
    if (error instanceof ArtifactError) throw packagingFailed(service.name, error);
    throw error;
  }
}

function factsOf(service: Service, measured: MeasuredService): SizeInput {
  const { budgets, functions, routes } = service;
  return {
    measured,
    functions: functions.map(({ key, runtime, source, environment }) => ({
      name: key,
      runtime,
      layers: source.layers,
      environment,
      ...(source.kind === 'entry' && { awsSdk: source.bundle.awsSdk }),
    })),
    budgets: budgets.unzippedBytes,
    routes: Object.fromEntries(
      functions.map(({ key }) => [key, routes.filter((route) => route.function === key).map((route) => route.key)]),
    ),
    ...(budgets.growth !== undefined && { growth: budgets.growth }),
  };
}

function baselineOf({ root }: Service): Pick<SizeInput, 'baseline'> {
  const file = join(root, baselineFile);
  if (!existsSync(file)) return {};
  try {
    return { baseline: { since: baselineFile, sizes: parseBaseline(readFileSync(file, 'utf8')) } };
  } catch (error) {
    throw wrongBaseline(file, error instanceof Error ? error.message : String(error));
  }
}
