import type { MeasuredService } from '../../model/packaged-service.ts';
import type { BaselineFunction, FunctionSize, Growth, SizeBaseline, SizeReport } from '../../model/size-report.ts';

/** Smaller packages are not worth a line in a file that people commit. */
const SMALLEST_PACKAGE_BYTES = 10 * 1024;
/** As many as a size report has of a function. */
export const MOST_PACKAGES = 15;
const MOST_DIFFERENCES = 5;

/** What to compare later sizes with: for a record of the release, or to commit as `size-baseline.json`. */
export function makeBaseline(report: Pick<SizeReport, 'service' | 'functions'>): SizeBaseline {
  return {
    schema: 1,
    service: report.service,
    functions: Object.fromEntries(report.functions.map((each) => [each.name, toBaseline(each)])),
  };
}

function toBaseline({ totalBytes, isComplete, code, packages }: FunctionSize): BaselineFunction {
  const { unzippedBytes, zippedBytes } = code;
  const heavy = packages.filter(({ bytes }) => bytes >= SMALLEST_PACKAGE_BYTES).slice(0, MOST_PACKAGES);
  return {
    totalBytes,
    codeBytes: unzippedBytes,
    ...(!isComplete && { isComplete }),
    ...(zippedBytes !== undefined && { zippedBytes }),
    packages: Object.fromEntries(heavy.map(({ name, bytes }) => [name, bytes])),
  };
}

/** Reads a baseline that somebody committed. Throws an Error that says what is wrong with it. */
export function parseBaseline(text: string): SizeBaseline {
  const value = JSON.parse(text) as Partial<SizeBaseline> | null;
  if (value?.schema !== 1) throw new Error('it is not a size baseline of this version (schema 1)');
  const functions = Object.entries(value.functions ?? {});
  const bad = functions.find(([, each]) => !Number.isFinite(each.totalBytes) || !Number.isFinite(each.codeBytes));
  if (bad) throw new Error(`functions.${bad[0]}: totalBytes and codeBytes must be numbers`);
  return { schema: 1, service: value.service ?? '', functions: Object.fromEntries(functions) };
}

/** Where the layers of one side are not all known, only the code says what grew: a layer that became known is no growth. */
export function compareWithBaseline(
  now: Pick<FunctionSize, 'totalBytes' | 'isComplete'> &
    Pick<MeasuredService['functions'][number]['code'], 'packages' | 'bytes'>,
  before: BaselineFunction,
  since: string,
): Growth {
  const isWhole = now.isComplete && before.isComplete === undefined;
  const earlierBytes = isWhole ? before.totalBytes : before.codeBytes;
  const differenceBytes = (isWhole ? now.totalBytes : now.bytes) - earlierBytes;
  const known = before.packages ?? {};
  const floor = smallestListed(known);
  const listed = now.packages.filter(({ name, bytes }) => name in known || bytes > floor);
  const bytesNow = new Map(listed.map(({ name, bytes }) => [name, bytes]));
  const names = new Set([...Object.keys(known), ...bytesNow.keys()]);
  const packages = [...names]
    .map((name) => ({ name, differenceBytes: (bytesNow.get(name) ?? 0) - (known[name] ?? 0) }))
    .filter((each) => Math.abs(each.differenceBytes) >= SMALLEST_PACKAGE_BYTES)
    .toSorted((a, b) => Math.abs(b.differenceBytes) - Math.abs(a.differenceBytes))
    .slice(0, MOST_DIFFERENCES);
  return {
    since,
    totalBytes: earlierBytes,
    differenceBytes,
    differencePercent: earlierBytes === 0 ? 0 : (differenceBytes / earlierBytes) * 100,
    packages,
  };
}

/** A full list was cut off there: of lighter packages that it does not have nobody knows whether they are new. */
function smallestListed(packages: BaselineFunction['packages']): number {
  const bytes = Object.values(packages);
  return bytes.length < MOST_PACKAGES ? 0 : Math.min(...bytes);
}
