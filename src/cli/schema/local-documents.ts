import { document, integer, list, object, text, yesNo, type Schema } from './schema-node.ts';

const anyObject: Schema = { type: 'object', additionalProperties: true };

/** What `ship local ... --json` prints. */
export const localDocuments: Readonly<Record<string, Schema>> = {
  'local start': document('local start', { endpoint: text, started: yesNo, dir: text }),
  'local stop': document('local stop', { stopped: yesNo, dir: text }),
  'local reset': document('local reset', { dir: text }),
  'local status': document('local status', {
    running: yesNo,
    dir: text,
    'endpoint?': text,
    'pid?': integer,
    'startedAt?': text,
    'profile?': text,
    'status?': text,
    'version?': text,
    'requests?': integer,
    'memory?': anyObject,
    'strictSignatures?': yesNo,
    'strictConcurrency?': yesNo,
  }),
  'local logs': document('local logs', {
    group: text,
    lines: list(object({ id: text, at: text, stream: text, text })),
  }),
  'local requests': document('local requests', { requests: list(anyObject) }),
  'local faults': document('local faults', { rules: list(anyObject), 'seed?': integer, throttle: {}, durations: {} }),
  'local trigger': document('local trigger', { arn: text, targets: list(text) }),
};
