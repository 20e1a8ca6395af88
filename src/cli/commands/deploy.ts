import type { CommandDeclaration } from '../command/declaration.ts';

export const deployCommand: CommandDeclaration = {
  name: 'deploy',
  summary: 'Put new releases of services live',
  details:
    'Packages, publishes, tests on the preview and then switches with one write. If the live tests fail, the release before is switched back. A run in which nothing changed writes nothing.',
  arguments: [{ name: '<service...>', summary: 'names from services.config.*' }],
  options: [
    { flags: '-m, --message <text>', summary: 'what this release is for; shown by status and history' },
    { flags: '--dry-run', summary: 'print the plan and change nothing' },
    { flags: '--unpin', summary: 'deploy although a person rolled back' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
    { flags: '--allow-replace', summary: 'let CloudFormation replace or delete resources of the foundation' },
  ],
  examples: [
    { command: 'ship deploy auth orders', does: 'both, in the order they need each other' },
    { command: 'ship deploy orders --env production -m "faster list"', does: 'to an AWS account' },
    { command: 'ship deploy orders --dry-run', does: 'what would happen' },
    { command: 'ship deploy orders --json --yes', does: 'for a script' },
  ],
  load: async () => (await import('./deploy/run-deploy.ts')).runDeploy,
};
