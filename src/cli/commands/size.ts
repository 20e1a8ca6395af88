import type { CommandDeclaration } from '../command/declaration.ts';

export const sizeCommand: CommandDeclaration = {
  name: 'size',
  summary: 'Weigh functions against the 250 MB limit and their budgets',
  details:
    'Code and layers, the heaviest packages and folders, what is there twice, and what to cut or break out. Contacts nothing without --online. Ends with 3 when something is over.',
  arguments: [{ name: '[service...]', summary: 'names from services.config.*; none: all of them' }],
  options: [
    { flags: '--staged', summary: 'of these only services that staged files touch: for a pre-commit hook' },
    { flags: '--online', summary: "ask AWS for the account's own limits and for layers by ARN, each once" },
    { flags: '--markdown', summary: 'for a pull-request comment' },
    { flags: '--html <file>', summary: 'one self-contained page with a treemap per function' },
    { flags: '--all-contents', summary: 'packages and folders of every function, not of the heaviest only' },
    { flags: '--write-baseline', summary: 'keep these sizes in size-baseline.json of each service, to compare with' },
    { flags: '--no-cache', summary: 'package anew' },
  ],
  examples: [
    { command: 'ship size', does: 'every service' },
    { command: 'ship size orders --html size.html', does: 'a page to look into' },
    { command: 'ship size --online --env production', does: 'layers by ARN and the room for code too' },
    { command: 'ship size --staged', does: 'in a pre-commit hook' },
  ],
  load: async () => (await import('./size/run-size.ts')).runSize,
};

export const packageCommand: CommandDeclaration = {
  name: 'package',
  summary: 'Write the zips of a service and a manifest',
  details: 'The same bytes on every machine. Contacts nothing.',
  arguments: [{ name: '[service]', summary: 'name from services.config.*; with one service that one' }],
  options: [
    { flags: '--out <folder>', summary: 'where to; default: .ship/package/<service>' },
    { flags: '--no-cache', summary: 'package anew' },
  ],
  examples: [{ command: 'ship package orders --out build', does: 'zips and manifest.json in build/' }],
  load: async () => (await import('./size/run-package.ts')).runPackage,
};
