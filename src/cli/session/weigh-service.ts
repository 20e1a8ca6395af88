import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactError } from '../../artifact/artifact-error.ts';
import { measureRemoteLayers } from '../../artifact/layers/measure-remote-layers.ts';
import { measureService } from '../../artifact/measure-service.ts';
import { parseBaseline } from '../../artifact/size/baseline.ts';
import { sizeReport, type SizeInput } from '../../artifact/size-report.ts';
import { askLayers } from './ask-layers.ts';
import { readReleasedSizes } from './released-sizes.ts';
import { wrongBaseline } from '../../errors/catalogue/packaging-errors.ts';
import type { MeasuredService } from '../../model/packaged-service.ts';
import type { Service } from '../../model/service.ts';
import type { SizeReport } from '../../model/size-report.ts';
import type { Cloud } from '../../release/cloud.ts';
import { toPackagingError } from './to-packaging-error.ts';

export interface Weighed {
  readonly measured: MeasuredService;
  readonly report: SizeReport;
}

export interface HowToWeigh {
  readonly useCache: boolean;
  /** To weigh only: what package managers installed is taken to be as they left it. */
  readonly trustInstalls: boolean;
  /** Layers by ARN that were never measured are asked for there; without it they stay unknown. */
  readonly cloud?: Pick<Cloud, 'readLayer'>;
  /** What the account was asked for: its limits. */
  readonly account?: Pick<SizeInput, 'limits' | 'codeStorage'>;
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
    const ask = how.cloud && askLayers(how.cloud, service.name);
    const layerSizes = arns.length > 0 ? await measureRemoteLayers(arns, cacheDir, ask) : {};
    const askedAws = how.cloud !== undefined;
    const facts = { ...factsOf(service, measured), ...how.account, layerSizes, askedAws };
    return { measured, report: sizeReport({ ...facts, ...baselineOf(service, configRoot) }) };
  } catch (error) {
    if (error instanceof ArtifactError) throw toPackagingError(service, error, process.cwd());
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

/** The committed one, or what this machine put live last: one that travels with the code is the same for everybody. */
function baselineOf(service: Service, configRoot: string): Pick<SizeInput, 'baseline'> {
  const file = join(service.root, baselineFile);
  if (!existsSync(file)) return readReleasedSizes(service, configRoot);
  try {
    return { baseline: { since: baselineFile, sizes: parseBaseline(readFileSync(file, 'utf8')) } };
  } catch (error) {
    throw wrongBaseline(file, error instanceof Error ? error.message : String(error));
  }
}
