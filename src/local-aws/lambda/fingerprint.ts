import { createHash } from 'node:crypto';
import type { Configuration, Snapshot } from './function-rows.ts';

/** The order of environment variables in a request means nothing. */
function canonical(configuration: Configuration): string {
  const { environment, ...rest } = configuration;
  const variables = environment && Object.entries(environment).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)), variables]);
}

export function configurationSha256(configuration: Configuration): string {
  return createHash('sha256').update(canonical(configuration)).digest('base64');
}

/** Equal for equal code and configuration. */
export function fingerprint({ code, configuration }: Snapshot): string {
  return `${code.sha256} ${configurationSha256(configuration)}`;
}
