import type { Timing } from './timing.ts';

/** Answers that mean "not now" though the SDK does not retry them; nothing was applied, so a repeat is safe. */
interface BusyAnswer {
  readonly name: string;
  readonly text: RegExp;
  readonly forMs: number;
}

const busyAnswers: readonly BusyAnswer[] = [
  // `An update is in progress for resource: ...` and `The function is currently in the following state: Pending`.
  { name: 'ResourceConflictException', text: /^The operation cannot be performed at this time\./, forMs: 60_000 },
  // Seen on parallel changes of one function's policy.
  { name: 'ResourceConflictException', text: /due to a concurrent update operation/, forMs: 60_000 },
  // API Gateway, one mutation per API at a time: terraform-provider-aws issues 18018, 37897, 40575.
  { name: 'ConflictException', text: /due to concurrent modification/, forMs: 30_000 },
  // A role is created in one place of IAM and seen by Lambda some ten seconds later.
  { name: 'InvalidParameterValueException', text: /role .*cannot be assumed by Lambda/, forMs: 60_000 },
  { name: 'InvalidParameterValueException', text: /execution role does not have permissions to call/, forMs: 45_000 },
  // An event source mapping in a transitional state.
  { name: 'ResourceInUseException', text: /because it is in use/, forMs: 60_000 },
  // S3 checks a function's permission when a notification is written, and may see it only some seconds after Lambda has it.
  { name: 'InvalidArgument', text: /^Unable to validate the following destination configurations/, forMs: 30_000 },
  // Invoke is sent once by the SDK's client; a throttled one did not run.
  { name: 'TooManyRequestsException', text: /./, forMs: 20_000 },
];

const baseMs = 200;
const capMs = 5000;

export function busyForMs(error: unknown): number {
  const { name, message } = error as { name?: string; message?: string };
  return busyAnswers.find((busy) => busy.name === name && busy.text.test(message ?? ''))?.forMs ?? 0;
}

/** Repeats with growing, jittered waits while AWS answers "busy", each kind of busy for its own time. */
export async function retryBusy<T>(attempt: () => Promise<T>, timing: Timing): Promise<T> {
  const startedAt = timing.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = Math.min(capMs, baseMs * 2 ** tries) * (0.5 + timing.random() / 2);
      if (timing.now() - startedAt + waitMs > busyForMs(error)) throw error;
      await timing.sleep(waitMs);
    }
  }
}
