import { wrongUsage } from '../../errors/catalogue/cli-errors.ts';
import type { Session } from './session.ts';

/** `--to r16` or `--to 16`: the number. */
export function readRelease({ flags, args }: Session, flag: string): number | undefined {
  const given = flags.text(flag);
  if (given === undefined) return undefined;
  const number = /^r?([1-9]\d*)$/.exec(given)?.[1];
  if (number) return Number(number);
  const why = `--${flag} is ${JSON.stringify(given)}; a release is named r16.`;
  throw wrongUsage('there is no such release', why, [`ship history ${args[0] ?? '<service>'}`]);
}
