import type { MeasuredFunction, PackageSize } from '../model/packaged-service.ts';
import type { FunctionSize, SizeFinding, SizeLimits, SizeReport } from '../model/size-report.ts';
import { advise } from './size/advise.ts';
import { compareWithBaseline, MOST_PACKAGES } from './size/baseline.ts';
import { chooseBreakOuts } from './size/choose-break-outs.ts';
import { formatBytes } from './size/format-bytes.ts';
import { judgeSize } from './size/judge-size.ts';
import { defaultLimits } from './size/limits.ts';
import { measureEnvironment } from './size/measure-environment.ts';
import { findAlsoInLayer, measureLayers } from './size/measure-layers.ts';
import { findInRuntime } from './size/runtime-packages.ts';
import type { FunctionFacts, SizeInput } from './size/size-input.ts';

export type { FunctionFacts, RemoteLayerSize, SizeInput } from './size/size-input.ts';

const MOST_FOLDERS = 10;

/** Sizes of a service against Lambda's limits and its own budgets, with what to do about them. Pure. */
export function sizeReport(input: SizeInput): SizeReport {
  const limits = input.limits ?? defaultLimits;
  const functions = input.functions.map((facts) => sizeFunction(facts, input, limits));
  const { codeStorage } = input;
  return {
    schema: 1,
    service: input.measured.service,
    limits,
    ...(codeStorage && { codeStorage }),
    functions,
    over: functions.some(({ findings }) => findings.some(({ severity }) => severity === 'over')),
  };
}

function sizeFunction(facts: FunctionFacts, input: SizeInput, limits: SizeLimits): FunctionSize {
  const measured = measuredOf(facts.name, input);
  const layers = measureLayers(facts.layers, measured.layers, input.layerSizes ?? {});
  const { bytes: environmentBytes, isComplete: environmentIsComplete } = measureEnvironment(facts.environment);
  const totalBytes = layers.reduce((sum, { unzippedBytes = 0 }) => sum + unzippedBytes, measured.code.bytes);
  const before = input.baseline?.sizes.functions[facts.name];
  const budgetBytes = input.budgets?.[facts.name];
  const { packages } = measured.code;
  const isComplete = layers.every(({ unzippedBytes }) => unzippedBytes !== undefined);
  const size = {
    name: facts.name,
    runtime: facts.runtime,
    code: codeSize(measured),
    layers: layers.map(({ packages: _packages, ...layer }) => layer),
    totalBytes,
    isComplete,
    headroomBytes: limits.unzippedBytes - totalBytes,
    headroomPercent: ((limits.unzippedBytes - totalBytes) / limits.unzippedBytes) * 100,
    ...(budgetBytes !== undefined && { budgetBytes }),
    environmentBytes,
    environmentIsComplete,
    ...(before && {
      growth: compareWithBaseline({ ...measured.code, totalBytes, isComplete }, before, input.baseline?.since ?? ''),
    }),
    packages: packages.slice(0, MOST_PACKAGES),
    folders: measured.code.folders.slice(0, MOST_FOLDERS),
    duplicates: packages.filter(isDuplicate),
    alsoInLayer: findAlsoInLayer(measured.code, layers),
    inRuntime: findInRuntime(measured.code, facts.runtime),
    warnings: measured.warnings,
    tree: measured.code.tree,
  };
  const findings = [
    ...judgeSize({ ...size, budgetBytes, allowedGrowth: input.growth, askedAws: input.askedAws === true }, limits),
    ...judgeStorage(input, measured),
  ];
  const breakOuts = chooseBreakOuts(measured.breakOuts, input.routes && (input.routes[facts.name] ?? []));
  return { ...size, findings, advice: advise({ measured, breakOuts, size, awsSdk: facts.awsSdk }) };
}

function measuredOf(name: string, { measured }: SizeInput): MeasuredFunction {
  const found = measured.functions.find((each) => each.name === name);
  if (!found) throw new Error(`function ${name} was not measured`);
  return found;
}

function codeSize({ code, artifact }: MeasuredFunction): FunctionSize['code'] {
  const zipped = artifact && { zippedBytes: artifact.zippedBytes };
  return { unzippedBytes: code.bytes, fileCount: code.fileCount, ...zipped };
}

function isDuplicate({ copies }: PackageSize): boolean {
  return copies.length > 1;
}

/** Each published version keeps its zip, and all functions share the room: said of the largest one. */
function judgeStorage({ codeStorage, measured }: SizeInput, { name }: MeasuredFunction): SizeFinding[] {
  if (!codeStorage) return [];
  const zips = measured.functions.map((each) => ({ name: each.name, bytes: each.artifact?.zippedBytes ?? 0 }));
  const neededBytes = zips.reduce((sum, { bytes }) => sum + bytes, 0);
  const left = codeStorage.limitBytes - codeStorage.usedBytes;
  const largest = zips.toSorted((a, b) => b.bytes - a.bytes)[0];
  if (neededBytes <= left || largest?.name !== name) return [];
  const message = `${formatBytes(neededBytes)} zipped in all, and the account's room for code has ${formatBytes(left)} left of ${formatBytes(codeStorage.limitBytes)}`;
  return [{ severity: 'over', rule: 'code-storage', message }];
}
