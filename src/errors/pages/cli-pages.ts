import type { ErrorPages } from './error-page.ts';

export const cliPages: ErrorPages = {
  USAGE: {
    means: 'The command line is not one that ship understands. Nothing was contacted.',
    causes: ['A misspelt command or option', 'An argument is missing, or one too many', 'A value of the wrong kind'],
    todo: ['ship --help', 'add --help to the command: it ends with examples'],
  },
  NEEDS_YES: {
    means: 'The command has a question, and there is no terminal on which somebody could answer it.',
    causes: ['It runs in CI or in a script', 'stdin or stdout is redirected', 'The variable CI is set'],
    todo: ['add --yes when the answer is yes'],
  },
  DECLINED: {
    means: 'You answered no. Nothing was changed; the exit code is 130, so that a script does not go on.',
    causes: ['The question was answered with anything but y or yes'],
    todo: ['run the same command again and answer y, or add --yes'],
  },
  INTERNAL: {
    means: 'Ship did what it should never do. What is live is as the last line says, or as ship status says.',
    causes: ['A bug in ship', 'A damaged installation, or a Node.js version that ship does not support'],
    todo: ['ship status', 'run the same command with --debug and report what it prints', 'node --version'],
  },
  LOCAL_AWS: {
    means: 'The local AWS, a process that ship starts in the background, could not be started or stopped.',
    causes: ['Its folder cannot be written', 'The port asked for is taken', 'A process of another version still runs'],
    todo: ['ship local status', 'ship local stop', 'ship local start', 'ship local reset: empties it as well'],
  },
  LOCAL_AWS_DOWN: {
    means: 'The command looks into the local AWS, and none runs for this project.',
    causes: ['It ended by itself: after 30 minutes without a request', 'SHIP_LOCAL_DIR or the folder is another one'],
    todo: ['ship local start'],
  },
  NOT_WRITABLE: {
    means: 'The machine refuses to read or write a file or folder that the command needs. Nothing was changed by it.',
    causes: ['Its folder is not there', 'Missing permissions, or a read-only file system', 'A folder has that name'],
    todo: ['make the folder, or name another file', 'make .ship beside the config writable'],
  },
  PLAN_FILE: {
    means: 'The file given to deploy --plan is not a plan that ship has written. Nothing was contacted.',
    causes: ['A wrong path', 'A plan of another version of ship', 'The output of --json instead of --out'],
    todo: ['ship plan orders --out plan.json', 'ship deploy --plan plan.json'],
  },
  GIT_REFERENCE: {
    means: 'The commit named by --since is not in this clone, so git cannot tell what changed.',
    causes: ['A shallow clone, as CI makes it', 'A branch that was never fetched'],
    todo: [
      'in GitHub Actions: fetch-depth: 0 at actions/checkout',
      'leave --since out: changes are found by content too',
    ],
  },
  NEEDS_TYPED_NAME: {
    means: 'Services of a protected environment are only removed when its name is typed. Nothing was changed.',
    causes: ['ship destroy in an environment with protected: true'],
    todo: ['add --confirm production, when that is what you want'],
  },
};
