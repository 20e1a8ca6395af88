import { AwsError } from '../kernel/aws-error.ts';
import type { FaultAction } from './fault-rule.ts';
import type { DrawnFault, Faults } from './faults.ts';

/** How the answer ends for the client. */
export type Ending = 'send' | 'reset' | 'fin' | 'hang' | 'truncate' | 'killProcess';

/** Thrown where a fault cuts the connection: no answer is made. */
export class ConnectionFault extends Error {
  readonly ending: Ending;
  constructor(ending: Ending) {
    super(`The connection ends by a fault: ${ending}`);
    this.ending = ending;
  }
}

function endingOf(action: FaultAction): Ending | undefined {
  const kinds: readonly Ending[] = ['reset', 'fin', 'hang', 'killProcess'];
  return kinds.find((kind) => kind in action);
}

/** Does what the faults of this moment say: waits, or throws AwsError or ConnectionFault. */
export async function applyFaults(
  faults: Pick<Faults, 'between'>,
  drawn: readonly DrawnFault[],
  { when, sleep }: { when: 'before' | 'after'; sleep: (ms: number) => Promise<void> },
): Promise<void> {
  for (const { action } of drawn.filter((fault) => fault.when === when)) {
    if ('latencyMs' in action) await sleep(faults.between(action.latencyMs));
    if ('error' in action) {
      const { code, status, message } = action.error;
      throw new AwsError(code, status, message ?? 'Injected by a fault rule.');
    }
    const ending = endingOf(action);
    if (ending) throw new ConnectionFault(ending);
  }
}

/** What happens to an answer that is made: `truncate` or a cut in the middle of the body. */
export function endingOfAnswer(drawn: readonly DrawnFault[]): Ending {
  const fault = drawn.find(({ when, action }) => when === 'midBody' || 'truncate' in action);
  if (!fault) return 'send';
  return 'hang' in fault.action ? 'hang' : 'truncate';
}
