import type { CommandDeclaration } from '../command/declaration.ts';

export const historyCommand: CommandDeclaration = {
  name: 'history',
  summary: 'List the releases that AWS holds, newest first',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  examples: [{ command: 'ship history orders --env production', does: 'who put what live, when and why' }],
  load: async () => (await import('./status/run-history.ts')).runHistory,
};
