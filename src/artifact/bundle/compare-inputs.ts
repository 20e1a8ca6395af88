import { hash } from 'node:crypto';
import { writeOutsideInputs } from '../hook/outside-inputs.ts';
import type { BundleRequest } from './bundle-functions.ts';
import {
  readInputsRecord,
  writeBundlesRecord,
  type BundleRecord,
  type BundlesRecord,
  type InputsRecord,
} from './bundle-records.ts';
import {
  inputsState,
  isRacyInput,
  keyOf,
  listInputs,
  readInput,
  type TrackedInput,
  type TrackedInputs,
} from './tracked-inputs.ts';
import { outsideFolders } from './outside-folders.ts';

/** By function, what it was bundled from: of those for which none of it has changed, compared by content. */
export function inputsOfUnchanged(request: BundleRequest, record: BundlesRecord): Map<string, TrackedInputs> {
  const inputs = readInputsRecord(request.cache, request.service, record.inputsId);
  if (!inputs) return new Map();
  const listed = listInputs(record.tracked);
  const changed = changedInputs(listed, inputs);
  const unchanged = Object.entries(inputs.usedBy).filter(([, used]) => !used.some((index) => changed.has(index)));
  return new Map(unchanged.map(([name, used]) => [name, pick(listed, used)]));
}

function changedInputs(listed: readonly TrackedInput[], { contents }: InputsRecord): Set<number> {
  const changed = listed.flatMap((input, index) => (contents[index] === contentOf(input) ? [] : [index]));
  return new Set(changed);
}

function pick(listed: readonly TrackedInput[], indexes: readonly number[]): TrackedInputs {
  const wanted = indexes.flatMap((index) => listed[index] ?? []);
  const paths = (kind: TrackedInput['kind']): string[] =>
    wanted.filter((input) => input.kind === kind).map(({ path }) => path);
  return { files: paths('file'), folders: paths('folder'), ancestors: paths('ancestor') };
}

/** By function. */
export interface Remembered {
  readonly bundles: ReadonlyMap<string, BundleRecord>;
  readonly inputs: ReadonlyMap<string, TrackedInputs>;
}

/**
 * Writes down what the bundles were made of. What was written to since `lookedAtMs` is not trusted: nobody knows whether
 * the bundler read it before or after.
 */
export function remember(
  { cache, service, root }: BundleRequest,
  { bundles, inputs: inputsOf }: Remembered,
  lookedAtMs: number,
): void {
  const tracked = union([...inputsOf.values()]);
  const listed = listInputs(tracked);
  const contents = listed.map((input) => (isRacyInput(input, lookedAtMs) ? '' : contentOf(input)));
  const indexOf = new Map(listed.map((input, index) => [keyOf(input), index]));
  const usedBy = [...inputsOf].map(([name, inputs]) => {
    const indexes = listInputs(inputs).flatMap((input) => indexOf.get(keyOf(input)) ?? []);
    return [name, indexes] as const;
  });
  const state = contents.includes('') ? '' : inputsState(tracked);
  const id = hash('sha256', JSON.stringify([contents, usedBy]), 'base64url');
  writeBundlesRecord(
    cache,
    service,
    { tracked, state, bundles: Object.fromEntries(bundles) },
    { id, contents, usedBy: Object.fromEntries(usedBy) },
  );
  writeOutsideInputs(cache.base, service, outsideFolders(tracked.files, root));
}

function union(all: readonly TrackedInputs[]): TrackedInputs {
  const join = (read: (inputs: TrackedInputs) => readonly string[]): string[] =>
    [...new Set(all.flatMap(read))].toSorted();
  return {
    files: join(({ files }) => files),
    folders: join(({ folders }) => folders),
    ancestors: join(({ ancestors }) => ancestors),
  };
}

function contentOf(input: TrackedInput): string {
  return hash('sha256', readInput(input), 'base64url');
}
