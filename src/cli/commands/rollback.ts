import type { CommandDeclaration } from '../command/declaration.ts';

export const rollbackCommand: CommandDeclaration = {
  name: 'rollback',
  summary: 'Go back to an earlier release, in one write',
  details:
    'The service is pinned afterwards: the next deploy says so and wants --unpin. Again, it goes further back; one that died is finished first.',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  options: [
    { flags: '--to <release>', summary: 'r16; default: what was live before' },
    { flags: '--dry-run', summary: 'print what would happen and change nothing' },
    { flags: '--now', summary: 'take the lock from a run that works right now, instead of waiting for it' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
  ],
  examples: [
    { command: 'ship rollback orders', does: 'to the release before' },
    { command: 'ship rollback orders --to r16 --env production', does: 'further back' },
    { command: 'ship rollback orders --now', does: 'while a deploy is still running: it stops at its next write' },
  ],
  load: async () => (await import('./rollback/run-rollback.ts')).runRollback,
};
