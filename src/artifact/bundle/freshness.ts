import { hash } from 'node:crypto';
import type { BundleRequest } from './bundle-functions.ts';
import {
  readInputsRecord,
  writeBundlesRecord,
  type BundleRecord,
  type BundlesRecord,
  type InputsRecord,
} from './bundle-records.ts';
import {
  contentOf,
  inputsState,
  isRacyInput,
  keyOf,
  listInputs,
  type TrackedInput,
  type TrackedInputs,
} from './tracked-inputs.ts';

/** Bundles that can be shipped again. */
export interface Fresh {
  readonly bundles: ReadonlyMap<string, BundleRecord>;
  /** What they were made of, by function. */
  readonly inputs: ReadonlyMap<string, TrackedInputs>;
  /** They are fresh, but states have moved: worth writing down again, so that the next run sees it at a glance. */
  readonly hasMoved: boolean;
}

const nothing: Fresh = { bundles: new Map(), inputs: new Map(), hasMoved: false };

export function findFresh(
  request: BundleRequest,
  record: BundlesRecord | undefined,
  settings: ReadonlyMap<string, string>,
): Fresh {
  if (!record) return nothing;
  const candidates = Object.entries(record.bundles).filter(([name, bundle]) => settings.get(name) === bundle.settings);
  const isSame = inputsState(record.tracked) === record.state;
  if (isSame && candidates.length === request.sources.length) return { ...nothing, bundles: new Map(candidates) };
  const inputs = readInputsRecord(request.cache, request.service, record.inputsId);
  if (!inputs) return nothing;
  const listed = listInputs(record.tracked);
  const changed = isSame ? new Set<number>() : changedInputs(listed, inputs);
  const fresh = candidates.filter(([name]) => !inputs.usedBy[name]?.some((index) => changed.has(index)));
  return {
    bundles: new Map(fresh),
    inputs: new Map(fresh.map(([name]) => [name, pick(listed, inputs.usedBy[name] ?? [])])),
    hasMoved: true,
  };
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

/**
 * Writes down what the bundles were made of. What was written to since `lookedAtMs` is not trusted: nobody knows whether
 * the bundler read it before or after.
 */
export function remember(
  { cache, service }: BundleRequest,
  bundles: ReadonlyMap<string, BundleRecord>,
  known: { readonly inputs: ReadonlyMap<string, TrackedInputs>; readonly lookedAtMs: number },
): void {
  const tracked = union([...known.inputs.values()]);
  const listed = listInputs(tracked);
  const contents = listed.map((input) => (isRacyInput(input, known.lookedAtMs) ? '' : contentOf(input)));
  const indexOf = new Map(listed.map((input, index) => [keyOf(input), index]));
  const usedBy = [...known.inputs].map(([name, inputs]) => {
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
