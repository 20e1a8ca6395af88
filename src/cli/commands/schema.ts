import type { CommandDeclaration } from '../command/declaration.ts';

export const schemaCommand: CommandDeclaration = {
  name: 'schema',
  summary: 'Print a JSON Schema: of the config for editors, or of what a command prints with --json',
  arguments: [{ name: '[document...]', summary: 'config-file (default), events, error, or a command: deploy, status' }],
  examples: [
    { command: 'ship schema > services.schema.json', does: 'for "$schema" in services.config.json' },
    { command: 'ship schema deploy', does: 'what ship deploy --json prints' },
    { command: 'ship schema events', does: 'a line of --progress json' },
  ],
  load: async () => (await import('./schema/run-schema.ts')).runSchema,
};
