import type { CommandDeclaration } from '../command/declaration.ts';

export const statusCommand: CommandDeclaration = {
  name: 'status',
  summary: 'Show what is live, what one can go back to, and what is half done',
  arguments: [{ name: '[service]', summary: 'one service; default: all' }],
  examples: [
    { command: 'ship status', does: 'all services in the local environment' },
    { command: 'ship status orders --env production --json', does: 'one, as a document' },
  ],
  load: async () => (await import('./status/run-status.ts')).runStatus,
};
