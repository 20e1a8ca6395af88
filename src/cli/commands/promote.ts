import type { CommandDeclaration } from '../command/declaration.ts';

export const promoteCommand: CommandDeclaration = {
  name: 'promote',
  summary: 'Put a release of one environment live in another, without building it again',
  details:
    'The same bytes: they are fetched from Lambda, checked against the digests of the release, and published there. Configuration, environment variables and routes are those of the config for the environment it goes to. Then as deploy: plan, preview, tests, one write.',
  arguments: [{ name: '[service...]', summary: 'names from services.config.*' }],
  options: [
    { flags: '--from <environment>', summary: 'where the release is live' },
    { flags: '--to <environment>', summary: 'where it goes' },
    { flags: '--release <release>', summary: 'rN that was live there; default: what is live now' },
    { flags: '--all', summary: 'every service of the config, side by side where they do not need each other' },
    { flags: '-m, --message <text>', summary: "what it is for; default: the release's own message" },
    { flags: '--dry-run', summary: 'print the plan and change nothing' },
    { flags: '--unpin', summary: 'go live although a person rolled back' },
    { flags: '--wait <seconds>', summary: 'wait so long for another run to finish; default: 0' },
    { flags: '--allow-replace', summary: 'let CloudFormation replace or delete resources of the foundation' },
  ],
  examples: [
    { command: 'ship promote orders --from staging --to production', does: 'what is live on staging' },
    { command: 'ship promote orders --from staging --to production --release r7', does: 'what was live there before' },
    { command: 'ship promote --all --from staging --to production --dry-run', does: 'the plans' },
  ],
  load: async () => (await import('./promote/run-promote.ts')).runPromote,
};
