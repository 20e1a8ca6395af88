import type { Advice, FunctionSize } from '../../model/size-report.ts';
import type { BreakOut, MeasuredFunction, PackageSize } from '../../model/packaged-service.ts';
import { formatBytes } from './format-bytes.ts';

export interface AdviceFacts {
  readonly measured: MeasuredFunction;
  readonly breakOuts: readonly BreakOut[];
  readonly awsSdk: 'runtime' | 'bundled' | undefined;
  readonly size: Pick<FunctionSize, 'totalBytes' | 'duplicates' | 'alsoInLayer' | 'inRuntime'>;
}

/** Less is not worth anybody's time. */
const SMALLEST_SHARE = 0.02;
const SMALLEST_BYTES = 50 * 1024;
/** Heavy enough for a layer of its own to pay. */
const LAYER_BYTES = 20 * 1024 * 1024;
/** Of all bytes: enough to ask whether a package is worth it. */
const HEAVY_SHARE = 0.1;
const HEAVY_BYTES = 256 * 1024;
const MOST = 6;

/** What to do about the size, most bytes first; nothing that is not worth it. */
export function advise(facts: AdviceFacts): Advice[] {
  const smallest = Math.max(SMALLEST_BYTES, facts.size.totalBytes * SMALLEST_SHARE);
  return [
    ...facts.breakOuts.map(breakOut),
    ...dropDependencies(facts),
    ...dropDevelopment(facts),
    ...dropSourceMaps(facts),
    ...leaveToRuntime(facts),
    ...deduplicate(facts),
    ...takeFromLayer(facts),
    ...moveToLayer(facts),
  ]
    .filter(({ savesBytes }) => savesBytes >= smallest)
    .toSorted((a, b) => rank(a) - rank(b) || b.savesBytes - a.savesBytes)
    .slice(0, MOST);
}

/** What this tool is for comes first, what frees nothing of the limit last. */
function rank({ kind }: Advice): number {
  return kind === 'break-out' ? 0 : kind === 'layer' ? 2 : 1;
}

function breakOut(found: BreakOut): Advice {
  const because = found.packages.length > 0 ? `, with ${found.packages.join(', ')}` : '';
  const upTo = found.isUpperBound ? 'up to ' : '';
  return {
    kind: 'break-out',
    message: `break ${found.routes.join(', ')} (${found.module}) out into a function of its own: ${formatBytes(found.leavingBytes)} leave${because}`,
    savesBytes: found.leavingBytes,
    cost: `${upTo}${formatBytes(found.doubledBytes)} would be in both functions`,
    breakOut: found,
  };
}

/** The heaviest packages that own code imports. What is broken out, or brought by the runtime, is not dropped. */
function dropDependencies({ measured, breakOuts, size }: AdviceFacts): Advice[] {
  const elsewhere = new Set([
    ...size.inRuntime.map(({ name }) => name),
    ...breakOuts.flatMap(({ packages }) => packages),
  ]);
  const smallest = Math.max(HEAVY_BYTES, size.totalBytes * HEAVY_SHARE);
  return measured.dependencies
    .filter(({ name, leavingBytes }) => leavingBytes >= smallest && !elsewhere.has(name))
    .map(({ name, leavingBytes, importers }) => ({
      kind: 'drop',
      message: `${name} brings ${formatBytes(leavingBytes)}, for ${listed(importers)}${hints[name] ?? ''}`,
      savesBytes: leavingBytes,
      cost: 'without it, or with a lighter one, that code has to be written another way',
    }));
}

/** Ways to make a package lighter that are worth more than dropping it; at the weight from which it is proposed. */
const hints: Readonly<Record<string, string>> = {
  zod: ": `import * as z from 'zod'` lets the bundler leave out most of it, `import { z }` does not",
  'aws-sdk': ': version 2 is all services at once, use @aws-sdk/client-*',
};

function listed(names: readonly string[]): string {
  const [first = '', second, ...more] = names;
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} other modules`;
}

function dropDevelopment({ measured }: AdviceFacts): Advice[] {
  const bytes = measured.code.developmentBytes;
  if (bytes === 0) return [];
  const message = `${formatBytes(bytes)} of the packages are for development only: npm ci --omit=dev, or exclude them`;
  return [{ kind: 'drop', message, savesBytes: bytes }];
}

function dropSourceMaps({ measured }: AdviceFacts): Advice[] {
  const bytes = measured.code.sourceMapBytes;
  if (bytes === 0) return [];
  const message = `${formatBytes(bytes)} are source maps: leave them out (bundle.sourcemap: false; of packages and folders exclude: ['**/*.map'])`;
  return [{ kind: 'drop', message, savesBytes: bytes, cost: 'stack traces name lines of the bundle' }];
}

function leaveToRuntime({ size, awsSdk }: AdviceFacts): Advice[] {
  const bytes = sum(size.inRuntime);
  if (bytes === 0 || awsSdk === 'runtime') return [];
  const how = awsSdk === 'bundled' ? "bundle.awsSdk: 'runtime'" : 'exclude them';
  return [
    {
      kind: 'leave-to-runtime',
      message: `${formatBytes(bytes)} are the AWS SDK, which the runtime brings: ${how}`,
      savesBytes: bytes,
      cost: "the version is the runtime's, it changes without a deployment, and it starts slower than a bundled one",
    },
  ];
}

function deduplicate({ size }: AdviceFacts): Advice[] {
  return size.duplicates.map((each) => {
    const versions = each.copies.map(({ version, path }) => version ?? path);
    const savesBytes = each.bytes - Math.max(...each.copies.map(({ bytes }) => bytes));
    const message = `${each.name} is there ${each.copies.length} times (${[...new Set(versions)].join(', ')}): npm dedupe, or one version for all`;
    return { kind: 'deduplicate', message, savesBytes };
  });
}

function takeFromLayer({ size }: AdviceFacts): Advice[] {
  return size.alsoInLayer.map(({ name, layer, bytes }) => ({
    kind: 'external',
    message: `${name} is in layer ${layer} too: leave it out of the code (bundle.external: ['${name}'])`,
    savesBytes: bytes,
  }));
}

/** The limit counts layers too, so this frees nothing of it: it makes uploads smaller, and is only said of the heaviest. */
function moveToLayer({ measured }: AdviceFacts): Advice[] {
  const heavy = measured.code.packages.filter((each: PackageSize) => each.bytes >= LAYER_BYTES).slice(0, 2);
  return heavy.map(({ name, bytes }) => ({
    kind: 'layer',
    message: `${name} (${formatBytes(bytes)}) could be a layer of its own: it is uploaded only when it changes`,
    savesBytes: bytes,
    cost: 'layers count against the same limit, so this frees none of it',
  }));
}

function sum(sizes: readonly { readonly bytes: number }[]): number {
  return sizes.reduce((total, { bytes }) => total + bytes, 0);
}
