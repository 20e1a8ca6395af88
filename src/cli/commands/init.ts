import type { CommandDeclaration } from '../command/declaration.ts';

export const initCommand: CommandDeclaration = {
  name: 'init',
  summary: 'Write a config for this folder: code, serverless.yml, SAM template or CDK output',
  details:
    'In a folder without code of its own each workspace that has some becomes a service. Takes over functions, routes, events, environment, layers and permissions, and lists what it did not take. It never overwrites a file, and never opens a route that had an authorizer.',
  options: [
    { flags: '--from <file>', summary: 'serverless.yml, template.yaml, cdk.out, or code; default: what is found' },
    { flags: '--entry <file>', summary: 'the file that exports the handler, where nothing is to be migrated' },
    { flags: '--name <name>', summary: "the service's name" },
    { flags: '--out <file>', summary: 'default: services.config.ts' },
    { flags: '--dry-run', summary: 'print the config and write nothing' },
  ],
  examples: [
    { command: 'ship init', does: 'looks, asks, writes services.config.ts' },
    { command: 'ship init --from serverless.yml --yes', does: 'migrates without asking' },
    { command: 'ship init --from infra/cdk.out', does: 'reads what cdk synth wrote' },
    { command: 'ship init --dry-run', does: 'what would be written' },
  ],
  load: async () => (await import('./init/run-init.ts')).runInit,
};
