import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FaultSettings } from '../faults/fault-rule.ts';
import { parseFaultSettings } from '../faults/parse-fault-settings.ts';
import type { LocalAwsOptions } from '../start.ts';

export interface DaemonOptions extends LocalAwsOptions {
  /** 0: never. */
  readonly idleExitMinutes: number;
}

export const usage = `usage: local-aws --dir DIR [--port N] [--profile fast|aws] [--strict-signatures] [--strict-concurrency]
                 [--throttle] [--idle-exit MINUTES] [--faults FILE] [--allow-deprecated-runtimes] [--accept-any-role]`;

const options = {
  dir: { type: 'string' },
  port: { type: 'string', default: '0' },
  profile: { type: 'string', default: 'fast' },
  'strict-signatures': { type: 'boolean', default: false },
  'strict-concurrency': { type: 'boolean', default: false },
  throttle: { type: 'boolean', default: false },
  'allow-deprecated-runtimes': { type: 'boolean', default: false },
  'accept-any-role': { type: 'boolean', default: false },
  'idle-exit': { type: 'string', default: '0' },
  faults: { type: 'string' },
} as const;

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a whole number, not ${text}`);
  return Number(text);
}

function readFaults(file: string | undefined, throttle: boolean): FaultSettings {
  const settings = parseFaultSettings(file ? JSON.parse(readFileSync(file, 'utf8')) : []);
  return throttle ? { ...settings, throttle } : settings;
}

/** Throws an Error that says what is wrong with the arguments. */
export function parseDaemonOptions(args: readonly string[]): DaemonOptions {
  const { values } = parseArgs({ args: [...args], options });
  const { dir, profile } = values;
  if (!dir) throw new Error('--dir is missing');
  if (profile !== 'fast' && profile !== 'aws') throw new Error(`--profile must be fast or aws, not ${profile}`);
  return {
    dir: resolve(dir),
    port: wholeNumber('port', values.port),
    profile,
    strictSignatures: values['strict-signatures'],
    strictConcurrency: values['strict-concurrency'],
    allowDeprecatedRuntimes: values['allow-deprecated-runtimes'],
    acceptAnyRole: values['accept-any-role'],
    idleExitMinutes: wholeNumber('idle-exit', values['idle-exit']),
    faults: readFaults(values.faults, values.throttle),
  };
}
