import type { CommandDeclaration } from '../command/declaration.ts';

export const driftCommand: CommandDeclaration = {
  name: 'drift',
  summary: 'Show what in AWS is not as the live release says',
  details:
    'A stage moved by hand, a version deleted, an edited function, a disabled event source. Changes nothing; ends with 3 when there is any.',
  arguments: [{ name: '[service]', summary: 'name from services.config.*; none: all of them' }],
  examples: [
    { command: 'ship drift orders --env production', does: 'one service' },
    { command: 'ship drift --env production --json', does: 'all, for a script' },
  ],
  load: async () => (await import('./status/run-drift.ts')).runDrift,
};
