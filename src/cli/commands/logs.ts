import type { CommandDeclaration } from '../command/declaration.ts';

export const logsCommand: CommandDeclaration = {
  name: 'logs',
  summary: 'Show what the functions of a service logged, as one stream',
  details:
    'Lines of all functions, oldest first, each with its function and version. With --follow and --json every line is a document.',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  options: [
    { flags: '-f, --follow', summary: 'go on showing what comes, until Ctrl-C' },
    {
      flags: '--since <time>',
      summary: 'such as 30s, 10m, 2h, 1d, or a time in ISO 8601; default: 10m, with --follow 10s',
    },
    { flags: '--release <release>', summary: 'only versions of that release, such as r16' },
    { flags: '--function <key>', summary: 'only that function' },
  ],
  examples: [
    { command: 'ship logs orders --follow', does: 'everything, as it comes' },
    { command: 'ship logs orders --release r16 --since 1h', does: 'what the versions of r16 logged' },
    { command: 'ship logs orders --function invoice --env production', does: 'one function' },
  ],
  load: async () => (await import('./logs/run-logs.ts')).runLogs,
};
