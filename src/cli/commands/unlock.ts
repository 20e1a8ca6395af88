import type { CommandDeclaration } from '../command/declaration.ts';

export const unlockCommand: CommandDeclaration = {
  name: 'unlock',
  summary: 'Free the lock of a run that is surely dead, after showing whose it is',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  examples: [{ command: 'ship unlock orders --yes', does: 'frees it without asking' }],
  load: async () => (await import('./status/run-unlock.ts')).runUnlock,
};
