import { findStagedServices } from '../artifact/hook/staged-services.ts';

/**
 * `ship size --staged`: most commits touch no service, and then nothing else is loaded. What goes wrong here (no repository,
 * no git) is said by the whole command, in its own words.
 */
export function touchesNothing(argv: readonly string[]): boolean {
  if (argv.includes('--help') || argv.includes('-h')) return false;
  try {
    return findStagedServices({ cwd: process.cwd() }).kind === 'nothing';
  } catch {
    return false;
  }
}
