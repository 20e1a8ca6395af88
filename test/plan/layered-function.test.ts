import type { Artifact, LayerArtifact } from '../../src/model/artifact.ts';
import type { FunctionDefinition } from '../../src/model/service.ts';
import type { FunctionState, VersionState } from '../../src/model/snapshot.ts';
import { latestDigest } from '../../src/plan/digests.ts';
import { planFunction } from '../../src/plan/plan-function.ts';
import { latestNote } from '../../src/plan/version-note.ts';
import { aService } from '../release/a-service.ts';

const { service, artifacts } = aService({ code: { main: 'one' } });
const [plain] = service.functions;
if (!plain) throw new Error('a service has a function');
const layers = [{ kind: 'local', name: 'shared', path: '/x' }] as const;
const definition: FunctionDefinition = { ...plain, source: { ...plain.source, layers } };

const artifact = (code: string, layer: string): Artifact => ({
  ...(artifacts['main'] as Artifact),
  codeSha256: code,
  contentDigest: code,
  layers: [{ name: 'shared', contentDigest: layer, zippedBytes: 1 } as LayerArtifact],
});

/** What a deploy of this artifact leaves in $LATEST. */
const deployed = (made: Artifact): FunctionState => ({
  key: plain.key,
  versions: [],
  aliases: {},
  latest: {
    codeSha256: made.codeSha256,
    description: latestNote(latestDigest(definition, made)),
    layerArns: ['arn:aws:lambda:eu-west-1:111122223333:layer:shared:1'],
  } as unknown as VersionState,
});

const stepsTo = (next: Artifact): string[] =>
  planFunction({
    definition,
    role: '',
    artifact: next,
    state: deployed(artifact('a', 'l')),
    live: undefined,
    directUploadBytes: 1000,
    exactBytes: false,
  }).steps.map(({ kind }) => kind);

test('code that changes above the same layer is one update', () => {
  expect(stepsTo(artifact('b', 'l'))).toEqual(['publish-layer', 'update-code', 'publish-version']);
});

test('a layer that changes is configured, and with new code the old one is taken off first', () => {
  expect(stepsTo(artifact('a', 'm'))).toEqual(['publish-layer', 'update-configuration', 'publish-version']);
  expect(stepsTo(artifact('b', 'm'))).toEqual([
    'publish-layer',
    'clear-layers',
    'update-code',
    'update-configuration',
    'publish-version',
  ]);
});
