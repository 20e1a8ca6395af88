import type { CommandDeclaration } from '../command/declaration.ts';

export const pruneCommand: CommandDeclaration = {
  name: 'prune',
  summary: 'Delete what nothing references any more',
  details:
    'Versions, gateway deployments and records beyond the kept releases. What is live, shown on a stage, on the way back, behind an alias or an event source stays. Only what ship made.',
  arguments: [{ name: '[service]', summary: 'name from services.config.*; with one service that one' }],
  options: [
    { flags: '--keep <releases>', summary: 'releases to keep besides; default: keepReleases of the config' },
    { flags: '--allow-replace', summary: 'delete queues, tables and the like too that no kept release needs' },
    { flags: '--dry-run', summary: 'say what would be deleted and why' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
  ],
  examples: [
    { command: 'ship prune orders --dry-run', does: 'what would go, and why' },
    { command: 'ship prune orders --env production --keep 20', does: 'keep twenty releases' },
  ],
  load: async () => (await import('./remove/run-prune.ts')).runPrune,
};

export const destroyCommand: CommandDeclaration = {
  name: 'destroy',
  summary: 'Remove services from an environment, whole',
  details:
    'Refused while other deployed services use them, while buckets, tables or the like hold data (--delete-data), and in a protected environment without the typed name (--confirm).',
  arguments: [{ name: '[service...]', summary: 'names from services.config.*; none: all of them' }],
  options: [
    { flags: '--delete-data', summary: 'what buckets, tables and the like hold goes too' },
    { flags: '--confirm <environment>', summary: "a protected environment's name, typed" },
    { flags: '--dry-run', summary: 'say what would be deleted' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
  ],
  examples: [
    { command: 'ship destroy orders --env pr-123 --yes', does: 'one service of a preview environment' },
    { command: 'ship destroy --env pr-123 --yes --delete-data', does: 'the whole environment' },
  ],
  load: async () => (await import('./remove/run-destroy.ts')).runDestroy,
};
