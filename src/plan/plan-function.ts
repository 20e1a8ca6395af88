import type { Artifact } from '../model/artifact.ts';
import { textDigest } from '../model/digest.ts';
import type { FunctionChange, PlannedFunction, Step } from '../model/plan.ts';
import type { KnownRelease } from '../model/release.ts';
import type { FunctionDefinition } from '../model/service.ts';
import type { FunctionState, VersionState } from '../model/snapshot.ts';
import { functionDigest, latestDigest, settingsDigest } from './digests.ts';
import { parseNote } from './version-note.ts';

export interface FunctionPlan {
  readonly planned: PlannedFunction;
  readonly steps: readonly Step[];
  readonly change: FunctionChange;
}

interface Facts {
  readonly definition: FunctionDefinition;
  /** Mark of its role; empty: the one that the function has always had. */
  readonly role: string;
  readonly artifact: Artifact;
  readonly state: FunctionState | undefined;
  readonly live: KnownRelease | undefined;
  /** Larger zips go through the bucket. */
  readonly directUploadBytes: number;
  readonly exactBytes: boolean;
}

/** What it takes until Lambda has a published version of exactly this code and configuration. */
export function planFunction(facts: Facts): FunctionPlan {
  const digest = functionDigest(facts.definition, facts.artifact, facts.role);
  const reused = findPublished(facts, digest);
  const planned: PlannedFunction = {
    key: facts.definition.key,
    digest,
    codeSha256: reused?.codeSha256 ?? facts.artifact.codeSha256,
    ...(reused ? { version: reused.version } : {}),
  };
  return { planned, steps: reused ? [] : publishSteps(facts), change: describeChange(facts, digest) };
}

/** A version published before, live or not, with the same code and configuration: found by its note. */
function findPublished({ state, artifact, exactBytes }: Facts, digest: string): VersionState | undefined {
  return state?.versions.findLast(
    ({ description, codeSha256 }) =>
      parseNote(description).functionDigest === digest && (!exactBytes || codeSha256 === artifact.codeSha256),
  );
}

type FunctionStepKind =
  'upload-artifact' | 'create-function' | 'clear-layers' | 'update-code' | 'update-configuration' | 'publish-version';

const titles: Readonly<Record<FunctionStepKind, (key: string) => string>> = {
  'upload-artifact': (key) => `Upload ${key}'s code to the bucket`,
  'create-function': (key) => `Create function ${key}`,
  'clear-layers': (key) => `Take ${key}'s layers off $LATEST, so that the sizes fit on the way`,
  'update-code': (key) => `Update ${key}'s code`,
  'update-configuration': (key) => `Update ${key}'s configuration`,
  'publish-version': (key) => `Publish a version of ${key}`,
};

function step(key: string, kind: FunctionStepKind): Step {
  return { id: `publish.${key}.${kind}`, phase: 'publish', lane: key, kind, function: key, title: titles[kind](key) };
}

function publishSteps(facts: Facts): Step[] {
  const { artifact, state, definition } = facts;
  const { key } = definition;
  const isTooLarge = ({ zippedBytes }: { readonly zippedBytes: number }): boolean =>
    zippedBytes > facts.directUploadBytes;
  const layers = artifact.layers.flatMap((layer) => [
    ...(isTooLarge(layer) ? [layerUpload(key, layer.name)] : []),
    layerStep(key, layer.name),
  ]);
  const upload = isTooLarge(artifact) ? [step(key, 'upload-artifact')] : [];
  const publish = step(key, 'publish-version');
  if (!state) return [...layers, ...upload, step(key, 'create-function'), publish];
  const code = state.latest.codeSha256 === artifact.codeSha256 ? [] : [...upload, step(key, 'update-code')];
  const settings = settingsDiffer(facts, state) ? [step(key, 'update-configuration')] : [];
  return [...layers, ...orderUpdates(facts, code, settings), publish];
}

function layerUpload(key: string, layer: string): Step {
  return {
    id: `publish.${key}.upload-layer.${layer}`,
    phase: 'publish',
    lane: key,
    kind: 'upload-artifact',
    function: key,
    layer,
    title: `Upload layer ${layer} of ${key} to the bucket`,
  };
}

function layerStep(key: string, layer: string): Step {
  return {
    id: `publish.${key}.layer.${layer}`,
    phase: 'publish',
    lane: key,
    kind: 'publish-layer',
    function: key,
    layer,
    title: `Publish layer ${layer} of ${key} unless it is there`,
  };
}

/** $LATEST says in its description which settings ship gave it last; a hand edit is caught when it is published. */
function settingsDiffer({ definition, artifact, role }: Facts, state: FunctionState): boolean {
  return parseNote(state.latest.description).settings !== latestDigest(definition, artifact, role);
}

/**
 * Lambda checks code + layers at each of the two calls, so the combination in between must fit as well
 * (aws-contract 1.3): new code with the layers that are configured now, or new layers with the old code.
 */
function orderUpdates({ definition, state }: Facts, code: Step[], settings: Step[]): Step[] {
  const before = state?.latest.layerArns.length ?? 0;
  const after = definition.source.layers.length;
  if (code.length === 0 || settings.length === 0 || before === 0) return [...code, ...settings];
  if (after === 0) return [...settings, ...code];
  return [step(definition.key, 'clear-layers'), ...code, ...settings];
}

function describeChange(facts: Facts, digest: string): FunctionChange {
  const { definition, artifact, role, state, live } = facts;
  const liveFunction = live?.functions.find(({ key }) => key === definition.key);
  const before = state?.versions.find(({ version }) => version === liveFunction?.version);
  const note = before ? parseNote(before.description) : {};
  return {
    key: definition.key,
    change: changeKind(note, before, digest, settingsDigest(definition, artifact.handler, role), artifact),
    zippedBytes: artifact.zippedBytes,
    unzippedBytes: artifact.unzippedBytes,
    ...(before ? { liveZippedBytes: before.codeBytes } : {}),
    environment: environmentChange(definition, before),
    settings: settingsChange(definition, before),
  };
}

function changeKind(
  note: { functionDigest?: string; settings?: string },
  before: VersionState | undefined,
  digest: string,
  settings: string,
  artifact: Artifact,
): FunctionChange['change'] {
  if (!before) return 'new';
  if (note.functionDigest === digest) return 'unchanged';
  const code = before.codeSha256 !== artifact.codeSha256;
  const configuration = note.settings !== settings;
  return code && configuration ? 'code and configuration' : code ? 'code' : 'configuration';
}

/** Names only: values never leave the machine. A value that the foundation gives is not known here and counts as equal. */
function environmentChange(
  definition: FunctionDefinition,
  before: VersionState | undefined,
): FunctionChange['environment'] {
  const wanted = Object.entries(definition.environment);
  const there = before?.environmentDigests ?? {};
  return {
    added: wanted.map(([name]) => name).filter((name) => !(name in there)),
    removed: Object.keys(there).filter((name) => !(name in definition.environment)),
    changed: wanted
      .filter(([name, value]) => value.kind === 'literal' && name in there && there[name] !== textDigest(value.value))
      .map(([name]) => name),
  };
}

function settingsChange(definition: FunctionDefinition, before: VersionState | undefined): string[] {
  if (!before) return [];
  const rows: [string, unknown, unknown][] = [
    ['runtime', before.runtime, definition.runtime],
    ['memory', `${before.memoryMb} MB`, `${definition.memoryMb} MB`],
    ['timeout', `${before.timeoutSeconds} s`, `${definition.timeoutSeconds} s`],
  ];
  return rows.filter(([, was, is]) => was !== is).map(([name, was, is]) => `${name} ${String(was)} -> ${String(is)}`);
}
