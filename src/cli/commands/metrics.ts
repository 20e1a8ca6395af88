import type { CommandDeclaration } from '../command/declaration.ts';

export const metricsCommand: CommandDeclaration = {
  name: 'metrics',
  summary: 'Compare the live release with the one before, by what their versions did',
  details: 'Invocations, errors, throttles and duration of each function, told apart by version.',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  options: [{ flags: '--since <time>', summary: 'such as 10m, 2h, 7d, or a time in ISO 8601; default: 1d' }],
  examples: [
    { command: 'ship metrics orders --env production', does: 'is the new release worse?' },
    { command: 'ship metrics orders --since 1h --json', does: 'for a script' },
  ],
  load: async () => (await import('./metrics/run-metrics.ts')).runMetrics,
};
