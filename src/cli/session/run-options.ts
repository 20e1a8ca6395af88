import type { Environment } from '../../model/service.ts';
import type { RunOptions } from '../../release/index.ts';
import type { Session } from './session.ts';

/** A switch on AWS is seen everywhere after seconds, at an unknown time; locally at once. */
export function runOptions({ flags }: Session, { target }: Environment): RunOptions {
  return {
    allowReplace: flags.has('allow-replace'),
    fixForward: flags.has('fix-forward'),
    settleTimeoutMs: target === 'local' ? 5000 : 60_000,
  };
}

/** `--wait SECONDS` */
export const waitMs = ({ flags }: Session): number => (flags.wholeNumber('wait') ?? 0) * 1000;
