import type { FunctionSize, SizeFinding, SizeLimits } from '../../model/size-report.ts';
import { formatBytes, formatExactly, formatPercent } from './format-bytes.ts';

export interface Judged extends Pick<
  FunctionSize,
  'name' | 'code' | 'layers' | 'totalBytes' | 'isComplete' | 'environmentBytes' | 'environmentIsComplete' | 'growth'
> {
  readonly budgetBytes: number | undefined;
  /** Share: 0.1. */
  readonly allowedGrowth: number | undefined;
  /** Whether AWS was asked for layers: what it did not tell it will not tell the next time either. */
  readonly askedAws: boolean;
}

/** A share of the limit from which there is a warning. */
const NEAR = 0.95;

/** What Lambda or the service's own budgets refuse, and what is worth knowing. */
export function judgeSize(size: Judged, limits: SizeLimits): SizeFinding[] {
  return [
    ...judgeUnzipped(size, limits),
    ...judgeBudget(size),
    ...judgeGrowth(size),
    ...judgeZipped(size, limits),
    ...judgeEnvironment(size, limits),
    ...judgeLayers(size, limits),
  ];
}

function judgeUnzipped({ totalBytes, isComplete }: Judged, { unzippedBytes: limit }: SizeLimits): SizeFinding[] {
  const atLeast = isComplete ? '' : 'at least ';
  const message = `${atLeast}${formatExactly(totalBytes)} bytes of code and layers; must be less than ${formatExactly(limit)}`;
  if (totalBytes >= limit) return [{ severity: 'over', rule: 'lambda-limit', message }];
  return totalBytes >= limit * NEAR ? [{ severity: 'warning', rule: 'lambda-limit', message }] : [];
}

function judgeBudget({ name, totalBytes, budgetBytes }: Judged): SizeFinding[] {
  if (budgetBytes === undefined || totalBytes <= budgetBytes) return [];
  const message = `${formatBytes(totalBytes)}, ${formatBytes(totalBytes - budgetBytes)} over the budget of ${formatBytes(budgetBytes)} (budgets.unzipped.${name})`;
  return [{ severity: 'over', rule: 'budget', message }];
}

function judgeGrowth({ growth, allowedGrowth }: Judged): SizeFinding[] {
  if (!growth || allowedGrowth === undefined || growth.differencePercent <= allowedGrowth * 100) return [];
  const message = `grown by ${formatPercent(growth.differencePercent)} (${formatBytes(growth.differenceBytes)}) since ${growth.since}; budgets.growth allows ${formatPercent(allowedGrowth * 100)}`;
  return [{ severity: 'over', rule: 'growth', message }];
}

function judgeZipped({ code: { zippedBytes } }: Judged, { directUploadBytes }: SizeLimits): SizeFinding[] {
  if (zippedBytes === undefined || zippedBytes <= directUploadBytes) return [];
  const message = `${formatBytes(zippedBytes)} zipped goes through S3: above ${formatBytes(directUploadBytes)} Lambda takes no direct upload`;
  return [{ severity: 'note', rule: 'direct-upload', message }];
}

function judgeEnvironment(size: Judged, { environmentBytes: limit }: SizeLimits): SizeFinding[] {
  const { environmentBytes: bytes, environmentIsComplete } = size;
  const atLeast = environmentIsComplete ? '' : 'at least ';
  const message = `${atLeast}${formatExactly(bytes)} bytes of environment variables (as JSON); at most ${formatExactly(limit)}`;
  if (bytes > limit) return [{ severity: 'over', rule: 'environment', message }];
  return bytes >= limit * NEAR ? [{ severity: 'warning', rule: 'environment', message }] : [];
}

function judgeLayers({ layers, askedAws }: Judged, { layers: limit }: SizeLimits): SizeFinding[] {
  const unknown = layers.filter(({ unzippedBytes }) => unzippedBytes === undefined);
  const tooMany: SizeFinding[] =
    layers.length > limit
      ? [{ severity: 'over', rule: 'layer-count', message: `${layers.length} layers; at most ${limit}` }]
      : [];
  const cure = askedAws
    ? 'AWS does not let you look at it: it takes lambda:GetLayerVersion and a layer that is shared with you, or declare unzippedBytes'
    : 'ask AWS once (ship size --online), or declare unzippedBytes';
  const notKnown = unknown.map(({ name }): SizeFinding => ({
    severity: 'warning',
    rule: 'unknown-layer',
    message: `the size of layer ${name} is not known: ${cure}`,
  }));
  return [...tooMany, ...notKnown];
}
