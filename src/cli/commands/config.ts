import type { CommandDeclaration } from '../command/declaration.ts';

export const configCommand: CommandDeclaration = {
  name: 'config',
  summary: 'Check the config and show what it says: environments, services, functions',
  details:
    'Contacts nothing. With --resolved: every setting as it holds in one environment, and where it was written. Values of environment variables are never shown.',
  arguments: [{ name: '[service]', summary: 'one service; default: all' }],
  options: [
    { flags: '--resolved', summary: 'every setting, with the place it comes from' },
    { flags: '--names', summary: 'the names of the services only, one per line' },
    { flags: '--environments', summary: 'the names of the environments only, one per line' },
  ],
  examples: [
    { command: 'ship config', does: 'what there is; fails with all mistakes' },
    { command: 'ship config orders --resolved --env production', does: 'what holds there, and why' },
  ],
  load: async () => (await import('./config/run-config.ts')).runConfig,
};
