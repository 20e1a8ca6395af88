import type { FunctionSize, SizeReport } from '../../model/size-report.ts';
import { ShipError, exitCodes } from '../ship-error.ts';

/** What the packaging room knows about its failure. */
export interface PackagingFailure {
  readonly code: string;
  readonly message: string;
  /** Lines for people: place, value, the bundler's own words. */
  readonly details: readonly string[];
  readonly next: readonly string[];
  readonly cause?: unknown;
}

/** Not said by config or code: the machine or a limit refuses. */
const refusals = new Set([
  'TOO_LARGE',
  'TOO_MANY_FILES',
  'CACHE_UNWRITABLE',
  'NOT_WRITABLE',
  'DISK_FULL',
  'FILE_CHANGED',
]);

export function packagingFailed(service: string, failure: PackagingFailure): ShipError {
  const { code, message, details, next, cause } = failure;
  return new ShipError({
    code,
    exit: refusals.has(code) ? exitCodes.refused : exitCodes.usage,
    summary: `${service} cannot be packaged: ${message}`,
    why: details.length > 0 ? details.join('\n') : message,
    next: next.length > 0 ? next : ['mend it, then run the same command again'],
    cause,
  });
}

/** Nothing was uploaded: the culprits, and what to do about them. */
export function overBudget({ service, functions }: SizeReport): ShipError {
  const over = functions.filter(({ findings }) => findings.some(({ severity }) => severity === 'over'));
  const why = over.flatMap((each) => [
    ...each.findings.filter(({ severity }) => severity === 'over').map(({ message }) => `${each.name}: ${message}`),
    ...heaviest(each).map(({ name, bytes }) => `  ${name} ${megabytes(bytes)}`),
  ]);
  return new ShipError({
    code: 'OVER_BUDGET',
    exit: exitCodes.refused,
    summary: `${service} is too large: ${over.map(({ name }) => name).join(', ')}`,
    why: why.join('\n'),
    next: [...over.flatMap(({ advice }) => advice.slice(0, 2).map(({ message }) => message)), `ship size ${service}`],
    live: 'as before: nothing was uploaded',
  });
}

/** Of code and layers. */
function heaviest({ packages, tree, layers }: FunctionSize): readonly { name: string; bytes: number }[] {
  const code = packages.length > 0 ? packages : (tree.children ?? []);
  const counted = layers.map(({ name, unzippedBytes = 0 }) => ({ name: `layer ${name}`, bytes: unzippedBytes }));
  return [...code, ...counted].toSorted((a, b) => b.bytes - a.bytes).slice(0, 3);
}

/** A layer version by ARN that AWS does not know. */
export function layerNotThere(service: string, arn: string): ShipError {
  return new ShipError({
    code: 'LAYER_MISSING',
    exit: exitCodes.refused,
    summary: `${service} uses a layer that is not there`,
    why: `AWS knows no layer version ${arn}`,
    next: ['correct layers in the config: account, name and version are all part of the ARN'],
    live: 'as before: nothing was uploaded',
  });
}

/** Each published version keeps its zip, of all functions of the account in this region together. */
export function noRoomForCode(
  service: string,
  room: { readonly neededBytes: number; readonly usedBytes: number; readonly limitBytes: number },
): ShipError {
  const { neededBytes, usedBytes, limitBytes } = room;
  return new ShipError({
    code: 'CODE_STORAGE',
    exit: exitCodes.refused,
    summary: `there is no room left for the code of ${service}`,
    why: `${megabytes(neededBytes)} would be uploaded; the account holds ${megabytes(usedBytes)} of code in this region, of at most ${megabytes(limitBytes)}`,
    next: [`ship prune ${service}`, 'or ask AWS for more: Service Quotas, Lambda, "Function and layer storage"'],
    live: 'as before: nothing was uploaded',
  });
}

/** The account's own limit, where it is not the usual one. */
export function overAccountLimit(service: string, over: readonly string[], limitBytes: number): ShipError {
  return new ShipError({
    code: 'OVER_BUDGET',
    exit: exitCodes.refused,
    summary: `${service} is larger than this account takes`,
    why: `${over.join(', ')}: must be less than ${limitBytes} bytes unzipped (GetAccountSettings)`,
    next: [`ship size ${service} --online`],
    live: 'as before: nothing was uploaded',
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export function wrongBaseline(file: string, why: string): ShipError {
  return new ShipError({
    code: 'BASELINE',
    exit: exitCodes.usage,
    summary: `${file} cannot be read as a size baseline`,
    why,
    next: ['write it anew: ship size <service> --write-baseline'],
  });
}
