import { dirname } from 'node:path';
import { loadConfig } from '../../../config/load-config.ts';
import { ShipError } from '../../../errors/ship-error.ts';

/** What a person has to correct in a config that was just written, one sentence each. */
export async function findMistakes(file: string): Promise<readonly string[]> {
  try {
    const { services } = await loadConfig({ cwd: dirname(file), file });
    services('local');
    return [];
  } catch (error) {
    if (error instanceof ShipError) return error.why.split('\n');
    throw error;
  }
}
