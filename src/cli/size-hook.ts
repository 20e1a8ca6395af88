import { findStagedServices } from '../artifact/hook/staged-services.ts';

/** `ship size --staged`: most commits touch no service, and then nothing else is loaded. */
export async function main(argv: readonly string[]): Promise<number> {
  if (!argv.includes('--help') && !argv.includes('-h') && touchesNothing()) return 0;
  const { main: whole } = await import('./main.ts');
  return whole(argv);
}

/** What goes wrong here (no repository, no git) is said by the whole command, in its own words. */
function touchesNothing(): boolean {
  try {
    return findStagedServices({ cwd: process.cwd() }).kind === 'nothing';
  } catch {
    return false;
  }
}
