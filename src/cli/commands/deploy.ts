import type { CommandDeclaration } from '../command/declaration.ts';

const whichServices: CommandDeclaration['options'] = [
  { flags: '--all', summary: 'every service of the config, side by side where they do not need each other' },
  { flags: '--affected', summary: 'only what changed, by content, and what depends on it' },
  { flags: '--since <ref>', summary: 'with --affected: ask git first what changed since that commit' },
];

const strategies = 'all-at-once, manual, canary:10%/10m or linear:20%/2m; default: as the config says';

export const planCommand: CommandDeclaration = {
  name: 'plan',
  summary: 'Show what deploy would do',
  details:
    'Packages, looks and plans; nothing is changed. With --out the plan can be reviewed, and run by deploy --plan.',
  arguments: [{ name: '[service...]', summary: 'names from services.config.*' }],
  options: [
    ...whichServices,
    { flags: '--out <file>', summary: 'write the plans, as JSON' },
    { flags: '--strategy <strategy>', summary: strategies },
    { flags: '--unpin', summary: 'plan although a person rolled back' },
  ],
  examples: [
    { command: 'ship plan orders', does: 'functions, routes, environment names, permissions, steps' },
    { command: 'ship plan --all --env production --out plan.json', does: 'for a review' },
    { command: 'ship deploy --plan plan.json --env production', does: 'what was reviewed, or nothing' },
  ],
  load: async () => (await import('./deploy/run-deploy.ts')).runPlan,
};

export const deployCommand: CommandDeclaration = {
  name: 'deploy',
  summary: 'Put new releases of services live',
  details:
    'Packages, publishes, tests on the preview and then switches with one write. If the live tests fail, the release before is switched back. A run in which nothing changed writes nothing.',
  arguments: [{ name: '[service...]', summary: 'names from services.config.*' }],
  options: [
    ...whichServices,
    { flags: '-m, --message <text>', summary: 'what this release is for; shown by status and history' },
    { flags: '--dry-run', summary: 'print the plan and change nothing' },
    { flags: '--plan <file>', summary: 'run exactly the plan that was reviewed; refused when the world has moved' },
    { flags: '--strategy <strategy>', summary: strategies },
    { flags: '--fix-forward', summary: 'go on although alarms go off while the release is watched' },
    { flags: '--unpin', summary: 'deploy although a person rolled back' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
    { flags: '--allow-replace', summary: 'let CloudFormation replace or delete resources of the foundation' },
  ],
  examples: [
    { command: 'ship deploy auth orders', does: 'both, in the order they need each other' },
    { command: 'ship deploy orders --env production -m "faster list"', does: 'to an AWS account' },
    { command: 'ship deploy orders --strategy canary:10%/10m', does: 'a tenth of the calls first, watched' },
    { command: 'ship deploy orders --dry-run', does: 'what would happen' },
    { command: 'ship deploy orders --json --yes', does: 'for a script' },
  ],
  load: async () => (await import('./deploy/run-deploy.ts')).runDeploy,
};
