import { RESPONSE_LIMIT_BYTES } from '../limits.ts';
import { exitText, type ExitReason } from './exit-reason.ts';

/** What the caller gets as the payload when Lambda itself ends an invocation. */
export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
}

// The texts: shared recordings against AWS (LocalStack's snapshots of 2025-11) and the runtime interface emulator.

export function timedOut(requestId: string, timeoutSeconds: number): Failure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

export function exited(requestId: string, reason: ExitReason): Failure {
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${exitText(reason)}` };
}

export function invalidEntrypoint(requestId: string, problem: string): Failure {
  return { errorType: 'Runtime.InvalidEntrypoint', errorMessage: `RequestId: ${requestId} Error: ${problem}` };
}

export function responseTooLarge(): Failure {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`,
  };
}

/** Only here: on AWS the code was unpacked long before. */
export function cannotStart(requestId: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return { errorType: 'LocalAws.CannotStart', errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}
