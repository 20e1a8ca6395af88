import { exitCodes, ShipError } from '../ship-error.ts';

const exit = exitCodes.usage;

export function nothingToInit(folder: string, looked: readonly string[]): ShipError {
  return new ShipError({
    code: 'INIT_NOTHING',
    exit,
    summary: 'no code that could be a Lambda function was found',
    why: `In ${folder} there is none of ${looked.join(', ')}.`,
    next: ['ship init --entry src/my-handler.ts', 'or run it in the folder of your project'],
  });
}

export function configExists(file: string): ShipError {
  return new ShipError({
    code: 'INIT_EXISTS',
    exit,
    summary: 'there is a config already',
    why: `${file} is there; it is never overwritten.`,
    next: ['ship config', 'or write to another file: ship init --out other.config.ts'],
  });
}

export function sourceUnreadable(file: string, why: string, cause?: unknown): ShipError {
  return new ShipError({
    code: 'INIT_UNREADABLE',
    exit,
    summary: `${file} cannot be migrated`,
    why,
    next: [`correct ${file}`, 'or begin without it: ship init --from code'],
    cause,
  });
}

export function notSynthesised(): ShipError {
  return new ShipError({
    code: 'INIT_NOT_SYNTHESISED',
    exit,
    summary: 'this is a CDK app, and what it makes is not there',
    why: 'cdk.json is there, but no cdk.out/manifest.json: ship init reads what cdk synth writes.',
    next: ['npx cdk synth', 'ship init', 'or begin without it: ship init --from code'],
  });
}
