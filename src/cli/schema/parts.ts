import { about, byName, integer, list, number, object, oneOf, text, yesNo, type Schema } from './schema-node.ts';

export const errorSchema: Schema = object({
  code: about('see ship explain', text),
  summary: text,
  why: text,
  next: about('commands or edits, each can be typed or pasted', list(text)),
  'live?': about('what is live now; there once AWS was contacted', text),
});

export const smokeSchema: Schema = object({
  name: text,
  on: oneOf('preview', 'live', 'invoke'),
  passed: yesNo,
  ms: number,
  'bytes?': about('of the answer', integer),
  'why?': text,
  marked: about('the answer carried the marker of its release', yesNo),
});

const measuredSchema: Schema = object({
  version: text,
  invocations: number,
  errors: number,
  throttles: number,
  'p50Ms?': number,
  'p99Ms?': number,
});

export const bakeSchema: Schema = object({
  release: text,
  percent: about('of the calls; 100: it is live', integer),
  leftMs: number,
  functions: list(object({ key: text, now: measuredSchema, 'live?': measuredSchema })),
  alarms: list(object({ name: text, state: text, redBefore: yesNo })),
  probes: about('requests of our own', integer),
  failedProbes: integer,
});

/** How one run ended: see `Outcome` in src/release/events.ts. */
export const outcomeKeys: Readonly<Record<string, Schema>> = {
  'result?': oneOf(
    'live',
    'on-preview',
    'aborted',
    'destroyed',
    'unchanged',
    'planned',
    'undone',
    'refused',
    'interrupted',
    'needs-person',
  ),
  'environment?': text,
  'live?': about('the release that is live now, r17; missing: none, or not known', text),
  'previous?': text,
  'waiting?': about('the release that waits on the preview for promote-preview or abort', text),
  'url?': text,
  'previewUrl?': text,
  'totalMs?': number,
  'settle?': object({ firstNewMs: number, lastOldMs: number, probes: integer }),
  'awsCalls?': about('operation -> requests', byName(integer)),
  'smoke?': list(smokeSchema),
  'bakes?': about('what was judged at each step', list(bakeSchema)),
  'notes?': list(text),
};

export const releaseSchema: Schema = object({
  name: about('r17', text),
  digest: text,
  'gitSha?': text,
  dirty: yesNo,
  actor: text,
  madeAt: about('ISO 8601, UTC', text),
  'message?': text,
});

const functionChangeSchema: Schema = object({
  key: text,
  change: oneOf('new', 'code', 'configuration', 'code and configuration', 'unchanged', 'removed'),
  'zippedBytes?': integer,
  'unzippedBytes?': integer,
  'liveZippedBytes?': integer,
  environment: about('names, never values', object({ added: list(text), removed: list(text), changed: list(text) })),
  settings: list(text),
});

const permissionSchema: Schema = object({ role: text, effect: text, actions: text, resources: text });

export const changesSchema: Schema = object({
  functions: list(functionChangeSchema),
  routes: object({ added: list(text), removed: list(text), changed: yesNo }),
  foundation: oneOf('none', 'create', 'update'),
  'foundationChanges?': object({
    added: list(text),
    changed: list(text),
    replaced: list(text),
    leftOver: list(text),
    gained: list(permissionSchema),
    lost: list(permissionSchema),
  }),
  events: list(text),
  'tags?': about('of the stack and the functions that come, change and go', list(text)),
  'pinned?': text,
});

/** The plan of one service: see `Plan` in src/model/plan.ts. Of a step its kind may have more keys. */
export const planSchema: Schema = object({
  schema: { type: 'integer', const: 1 },
  service: text,
  environment: text,
  release: { type: 'object' },
  'from?': object({ number: integer, digest: text, 'deploymentId?': text }),
  assumes: { type: 'object' },
  changes: changesSchema,
  'rollout?': object({ strategy: text, percents: list(integer), 'because?': text }),
  steps: list({
    type: 'object',
    properties: { id: text, phase: text, lane: text, title: text, kind: text },
    required: ['id', 'phase', 'lane', 'title', 'kind'],
    additionalProperties: true,
  }),
});
