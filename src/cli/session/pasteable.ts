import { ShipError } from '../../errors/ship-error.ts';
import type { Service } from '../../model/service.ts';

const command = /\bship (deploy|rollback|status|history|unlock|plan|prune|logs|metrics)\b.*$/;

/** The engine does not know how it was called: its advice gets the service's name, and `--env` where it is needed. */
export function pasteable(error: ShipError, { name, environment }: Service): ShipError {
  const { code, exit, message, why, live, cause } = error;
  const env = environment.name === 'local' ? '' : ` --env ${environment.name}`;
  const next = error.next.map((line) =>
    line
      .replaceAll('<service>', name)
      .replace(command, (found) => (found.includes('--env') || found.includes(': ') ? found : `${found}${env}`)),
  );
  return new ShipError({ code, exit, summary: message, why, next, cause, ...(live === undefined ? {} : { live }) });
}
