import type { OptionDeclaration } from './declaration.ts';

/** Understood by every command. */
export const globalOptions: readonly OptionDeclaration[] = [
  { flags: '-e, --env <name>', summary: 'environment; default: local' },
  { flags: '--config <file>', summary: 'this file instead of the nearest services.config.*' },
  { flags: '--json', summary: 'one JSON document on stdout' },
  { flags: '-y, --yes', summary: 'answer every question with yes' },
  {
    flags: '--progress <kind>',
    summary: 'how progress is shown; default: by terminal',
    choices: ['list', 'lines', 'json', 'none'],
  },
  { flags: '--endpoint <url>', summary: 'this endpoint instead of AWS; default: AWS_ENDPOINT_URL' },
  { flags: '--no-color', summary: 'no colours; NO_COLOR does the same' },
  { flags: '--debug', summary: 'every AWS call and, of a bug, the stack' },
];
