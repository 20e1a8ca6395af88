import { exitCodes, ShipError } from '../../errors/ship-error.ts';
import { asShipError } from '../../release/as-ship-error.ts';

const untouched = 'as before: nothing was changed';

/** Work that puts nothing live: what fails in it is a refusal, and what is live stays it. */
export async function readingAws<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(asShipError(error, doing));
  }
}

/** The same failure, known to have changed nothing. */
export function asRefusal(error: ShipError): ShipError {
  const { code, message, why, next, live = untouched, cause } = error;
  const exit = error.exit === exitCodes.undone ? exitCodes.refused : error.exit;
  // Exit 2 says that nothing was contacted: then there is nothing to say about what is live.
  const isUsage = exit === exitCodes.usage;
  return new ShipError({ code, exit, summary: message, why, next, cause, ...(isUsage ? {} : { live }) });
}
