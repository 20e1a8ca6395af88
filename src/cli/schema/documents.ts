import { localDocuments } from './local-documents.ts';
import { changesSchema, errorSchema, outcomeKeys, planSchema, releaseSchema } from './parts.ts';
import { about, byName, document, integer, list, object, oneOf, text, yesNo, type Schema } from './schema-node.ts';

const finding: Schema = object({
  code: text,
  severity: oneOf('error', 'warning', 'note'),
  service: text,
  subject: about('what it is about within the service', text),
  what: text,
  why: text,
  next: text,
  'ignored?': about('the reason with which the config silences it', text),
});

const runDocument = (command: string): Schema =>
  document(command, {
    environment: text,
    exit: about('the exit code', integer),
    services: list(
      object({
        service: text,
        'promoted?': about(
          'where its bytes came from, with promote only',
          object({ environment: text, release: text, codeSha256: byName(text) }),
        ),
        ...outcomeKeys,
        'plan?': about('with --dry-run only', planSchema),
        'calls?': about(
          'with a plan: operation -> how often the run would call it, looking included; orMore: while it waits; orFewer: what is there is not sent',
          byName(object({ times: integer, 'orMore?': yesNo, 'orFewer?': yesNo })),
        ),
        'writes?': about('with a plan: those of the calls that change something', byName(integer)),
        'findings?': about('with --dry-run only: what ship doctor says', list(finding)),
        'changes?': about('what the release changes; there once it was planned', changesSchema),
        'timings?': about(
          'how long its parts took, in the order in which they ended',
          list(object({ what: text, ms: integer })),
        ),
        'error?': errorSchema,
        'journal?': text,
      }),
    ),
  });

const statusSchema: Schema = object({
  service: text,
  environment: text,
  accountId: text,
  region: text,
  'live?': releaseSchema,
  previous: about('what a rollback goes back to, then further back', list(releaseSchema)),
  functions: list(object({ key: text, lambdaName: text, 'version?': text, 'liveAlias?': text })),
  'url?': text,
  'previewUrl?': text,
  'preview?': releaseSchema,
  'canary?': about(
    'so many per cent of the calls go to that release',
    object({ release: text, percent: integer, since: text }),
  ),
  'waiting?': about(
    'on the preview, for promote-preview or abort',
    object({ release: text, since: text, actor: text }),
  ),
  'pinned?': text,
  'lock?': object({ owner: text, purpose: text, since: text, expiresAt: text, expired: yesNo }),
  'stack?': text,
  unfinished: about('what is not as it should be, each with the way out', list(text)),
});

const line: Schema = { ...object({ id: text, at: text, text }), additionalProperties: true };

const measured: Schema = {
  ...object({ function: text, lambdaName: text, releases: list(text), isLive: yesNo, version: text }),
  additionalProperties: true,
};

const configDocument = document('config', {
  file: text,
  environment: text,
  environments: list(text),
  services: list(object({ name: text, functions: list(text), routes: list(text) })),
  'resolved?': list(object({ path: text, value: {}, from: about('a path in the config, or default', text) })),
});

/** What `--json` prints, by command. A command that failed before it had a result prints the document `error`. */
export const documents: Readonly<Record<string, Schema>> = {
  deploy: runDocument('deploy'),
  plan: runDocument('plan'),
  promote: runDocument('promote'),
  rollback: runDocument('rollback'),
  'promote-preview': runDocument('promote-preview'),
  abort: runDocument('abort'),
  status: document('status', { environment: text, services: list(statusSchema) }),
  history: document('history', {
    service: text,
    environment: text,
    releases: list({ ...releaseSchema, additionalProperties: true }),
  }),
  logs: document('logs', { service: text, environment: text, since: text, lines: list(line) }),
  metrics: document('metrics', { service: text, environment: text, since: text, functions: list(measured) }),
  template: about('a CloudFormation template', { type: 'object' }),
  openapi: about('an OpenAPI 3.0 document', { type: 'object' }),
  doctor: document('doctor', { environment: text, findings: list(finding) }),
  prune: runDocument('prune'),
  destroy: runDocument('destroy'),
  size: document('size', {
    environment: text,
    exit: integer,
    services: about('see SizeReport in src/model/size-report.ts', list({ type: 'object' })),
  }),
  package: document('package', {
    service: text,
    folder: text,
    functions: about('see PackageManifest in src/artifact/write-package.ts', list({ type: 'object' })),
  }),
  drift: document('drift', {
    environment: text,
    exit: integer,
    services: list(object({ service: text, findings: list(object({ code: text, what: text, next: text })) })),
  }),
  unlock: document('unlock', { service: text, environment: text, freed: yesNo, 'lock?': { type: 'object' } }),
  config: configDocument,
  init: document('init', {
    file: text,
    from: text,
    services: list(text),
    written: about('false with --dry-run', yesNo),
    notTaken: about('what the migration left out, one sentence each', list(text)),
    mistakes: about('what has to be corrected before it can be deployed', list(text)),
    'config?': about('the text of the file, with --dry-run', text),
  }),
  explain: document('explain', {
    errors: list(object({ code: text, means: text, causes: list(text), todo: list(text) })),
  }),
  ...localDocuments,
  error: object({ schema: { type: 'integer', const: 1 }, exit: integer, error: errorSchema }),
};
