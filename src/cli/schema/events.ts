import { bakeSchema, errorSchema, outcomeKeys, planSchema } from './parts.ts';
import { number, object, oneOf, text, type Schema } from './schema-node.ts';

const anyObject: Schema = { type: 'object', additionalProperties: true };
const what = oneOf('config', 'package', 'size', 'look', 'plan');

const kinds: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  started: {
    runId: text,
    service: text,
    environment: text,
    action: oneOf('deploy', 'rollback', 'promote-preview', 'abort', 'prune', 'destroy'),
  },
  preparing: { what, title: text },
  prepared: { what, ms: number, 'note?': text },
  planned: { plan: planSchema },
  'phase-started': { phase: text },
  'step-started': { step: anyObject },
  'step-progress': { step: anyObject, text, 'bake?': bakeSchema },
  'step-done': { step: anyObject, ms: number, 'note?': text },
  'step-failed': { step: anyObject, ms: number, error: errorSchema },
  'undo-started': { reason: text },
  undone: { title: text, ms: number },
  note: { level: oneOf('info', 'warning'), text },
  ended: { outcome: object({ ...outcomeKeys, service: text }) },
  error: { error: errorSchema, 'journal?': text },
};

const common = { schema: { type: 'integer', const: 1 }, at: text, 'service?': text };

/** One line of stderr with `--progress json`. */
export const eventSchema: Schema = {
  oneOf: Object.entries(kinds).map(([kind, properties]) =>
    object({ ...common, kind: { type: 'string', const: kind }, ...properties }),
  ),
};
