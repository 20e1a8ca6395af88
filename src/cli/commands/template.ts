import type { CommandDeclaration } from '../command/declaration.ts';

export const templateCommand: CommandDeclaration = {
  name: 'template',
  summary: 'Print the CloudFormation template of what outlives releases',
  details:
    'Roles, log groups, the API, queues, rules, alarms, the dashboard and your own resources. Nothing is contacted.',
  arguments: [{ name: '[service]', summary: 'a name from services.config.*; with one service that one' }],
  examples: [
    { command: 'ship template orders --env production', does: 'for reading and for reviews' },
    { command: 'ship template orders > t.json && cfn-lint t.json', does: 'checked by another tool' },
  ],
  load: async () => (await import('./template/run-template.ts')).runTemplate,
};
