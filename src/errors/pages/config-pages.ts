import type { ErrorPages } from './error-page.ts';

export const configPages: ErrorPages = {
  CONFIG_NOT_FOUND: {
    means: 'There is no services.config.ts (or .js, .json and so on) here or in a folder above.',
    causes: ['The command runs in another folder', 'The project has no config yet', '--config names a wrong path'],
    todo: ['ship init', 'or name the file: ship status --config path/to/services.config.ts'],
  },
  CONFIG_AMBIGUOUS: {
    means: 'The nearest folder with a config has several, of different extensions. Which one is meant is not guessed.',
    causes: [
      'A second config was begun beside the first',
      'A compiler wrote services.config.js beside services.config.ts',
    ],
    todo: ['delete the one that does not hold', 'or name the file: ship status --config services.config.ts'],
  },
  CONFIG_NOT_READABLE: {
    means: 'The config file is not valid TypeScript, JavaScript or JSON, or imports what is not there.',
    causes: ['A syntax error; the place is printed', 'An import of a package that is not installed'],
    todo: ['correct the place that is named', 'npm install, when it is a package'],
  },
  CONFIG_THREW: {
    means: 'The config file was run and threw an error: it is a program, and this is its own error.',
    causes: ['It wants an environment variable that is not set', 'It reads a file that is not there'],
    todo: ['correct the place that is named, or set what it wants'],
  },
  CONFIG_INVALID: {
    means: 'The config was read and says something that cannot hold. All mistakes are listed at once.',
    causes: ['A misspelt key', 'A value out of its range', 'A name that leads nowhere: a function, an authorizer'],
    todo: [
      'correct the listed paths',
      'ship schema prints the JSON Schema of all keys; docs/config-reference.md explains',
    ],
  },
  NOT_SUPPORTED_YET: {
    means: 'The config asks for what ship knows but does not do yet. It is refused, never silently ignored.',
    causes: ['A key that a later version of ship will have'],
    todo: ['take it out, or do it by CloudFormation in resources'],
  },
  UNKNOWN_ENVIRONMENT: {
    means: 'The environment named by --env is not in the config.',
    causes: ['A misspelt name', 'It was never added to environments'],
    todo: ['ship config: lists environments and services', 'add it to environments in the config'],
  },
  ENVIRONMENT_NAME: {
    means:
      'The name fits a template of the config, but something made under it would not be allowed in AWS. Nothing was contacted.',
    causes: [
      'A long branch name: names of Lambda functions hold 64 characters, the environment and the service included',
    ],
    todo: ['use the number of the pull request: --env pr-123', 'or shorten the names of functions'],
  },
  UNKNOWN_SERVICE: {
    means: 'The service is not in the config.',
    causes: ['A misspelt name', 'Another config file is the nearest one'],
    todo: ['ship config: lists environments and services'],
  },
  INIT_NOTHING: {
    means: 'ship init found no code that could be a Lambda function, in the folder or in its workspaces.',
    causes: ['It runs in the wrong folder', 'The handler has an unusual place or name'],
    todo: ['ship init --entry src/my-handler.ts'],
  },
  INIT_NOT_SYNTHESISED: {
    means:
      'There is a cdk.json, but no output of the CDK. ship init reads what cdk synth writes: the templates and the code of the functions in cdk.out.',
    causes: ['cdk synth was not run', 'cdk.out is not committed and this is a fresh clone'],
    todo: [
      'npx cdk synth, then ship init',
      'ship init --from infra/cdk.out: where it lies elsewhere',
      'ship init --from code: begins with one function',
    ],
  },
  INIT_EXISTS: {
    means: 'There is a config already; ship init never overwrites a file.',
    causes: ['ship init was run before'],
    todo: ['remove or rename the file, or write to another one: ship init --out other.config.ts'],
  },
  INIT_UNREADABLE: {
    means: 'The file to migrate from cannot be read as YAML or JSON.',
    causes: ['It is damaged, or a template of another tool', 'It is TypeScript: only YAML and JSON are read'],
    todo: ['print it as YAML with its own tool and name that: ship init --from printed.yml'],
  },
};
