import type { CommandDeclaration, CommandGroup } from '../command/declaration.ts';

const start: CommandDeclaration = {
  name: 'start',
  summary: 'Start the local AWS in the background, if it does not run',
  options: [
    { flags: '--port <number>', summary: 'default: any free one' },
    { flags: '--profile <name>', summary: 'fast (default), or aws: waits as on real AWS' },
    { flags: '--throttle', summary: "AWS's request quotas: 429 above them" },
    { flags: '--strict-signatures', summary: 'refuse requests that are not signed well' },
    { flags: '--strict-concurrency', summary: 'never queue: one environment per request, as on AWS' },
    { flags: '--idle-exit <minutes>', summary: 'end by itself after so long without a request; 0: never; default: 30' },
  ],
  examples: [
    { command: 'ship local start', does: 'prints its endpoint, for any AWS client' },
    { command: 'ship local start --profile aws --throttle', does: 'a dress rehearsal' },
  ],
  load: async () => (await import('./local/run-start.ts')).runStart,
};

const stop: CommandDeclaration = {
  name: 'stop',
  summary: 'Stop the local AWS; its state stays',
  examples: [{ command: 'ship local stop', does: 'the next deploy starts it again' }],
  load: async () => (await import('./local/run-stop.ts')).runStop,
};

const status: CommandDeclaration = {
  name: 'status',
  summary: 'Show whether the local AWS runs, where, and with which state',
  examples: [{ command: 'ship local status --json', does: 'the endpoint for a script' }],
  load: async () => (await import('./local/run-local-status.ts')).runLocalStatus,
};

const reset: CommandDeclaration = {
  name: 'reset',
  summary: 'Stop the local AWS and remove everything in it',
  examples: [{ command: 'ship local reset', does: 'as on the first day' }],
  load: async () => (await import('./local/run-reset.ts')).runReset,
};

const logs: CommandDeclaration = {
  name: 'logs',
  summary: 'Show what a function wrote',
  arguments: [{ name: '<function>', summary: 'orders, orders/invoice, or the name of any function' }],
  options: [
    { flags: '--since <minutes>', summary: 'default: 60' },
    { flags: '-f, --follow', summary: 'go on with what comes, until Ctrl-C' },
  ],
  examples: [{ command: 'ship local logs orders/invoice -f', does: 'follows the handler invoice of orders' }],
  load: async () => (await import('./local/run-logs.ts')).runLogs,
};

const requests: CommandDeclaration = {
  name: 'requests',
  summary: 'List the last calls to the local AWS, with their times',
  options: [{ flags: '--last <number>', summary: 'so many; default: 50' }],
  examples: [{ command: 'ship local requests --last 20', does: 'what the last deploy asked for' }],
  load: async () => (await import('./local/run-requests.ts')).runRequests,
};

const faults: CommandDeclaration = {
  name: 'faults',
  summary: 'Show, set or clear the faults that the local AWS injects',
  arguments: [{ name: '[file]', summary: 'JSON with the rules; - reads stdin' }],
  options: [{ flags: '--clear', summary: 'no faults any more' }],
  examples: [
    { command: 'ship local faults rules.json', does: 'sets them' },
    { command: 'ship local faults --clear', does: 'ends them' },
  ],
  load: async () => (await import('./local/run-faults.ts')).runFaults,
};

const trigger: CommandDeclaration = {
  name: 'trigger',
  summary: 'Let a schedule or a rule ring now, without waiting for its time',
  arguments: [{ name: '<rule>', summary: "the rule's or schedule's name on AWS, or the end of it" }],
  options: [{ flags: '--event <file>', summary: 'JSON that a rule is to pass on, whole; - reads stdin' }],
  examples: [
    { command: 'ship local trigger nightly', does: 'calls the targets of the one rule whose name ends so' },
    { command: 'ship local trigger orders-paid --event event.json', does: 'a rule with a pattern needs an event' },
  ],
  load: async () => (await import('./local/run-trigger.ts')).runTrigger,
};

export const localCommands: CommandGroup = {
  name: 'local',
  summary: 'The local AWS: start, stop, look into it',
  examples: [
    { command: 'ship local start', does: 'a deploy to local does it by itself' },
    { command: 'ship local status', does: 'the endpoint, for any AWS client' },
    { command: 'ship local requests --last 20', does: 'what the last deploy asked for' },
    { command: 'ship local stop', does: 'its state stays until ship local reset' },
  ],
  commands: [start, stop, status, reset, logs, requests, faults, trigger],
};
