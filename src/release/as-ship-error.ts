import { awsUnreachable, credentialsMissing, credentialsRefused } from '../errors/catalogue/aws-errors.ts';
import { diskRefusal } from '../errors/catalogue/disk-errors.ts';
import { awsFailed, interrupted } from '../errors/catalogue/release-errors.ts';
import { ShipError, exitCodes } from '../errors/ship-error.ts';
import { CloudError } from './cloud.ts';

/** Whatever a step threw, as the error people see. What is neither AWS's nor an interruption is a bug and stays one. */
export function asShipError(cause: unknown, doing: string, signal?: AbortSignal): ShipError {
  if (cause instanceof ShipError) return cause;
  const stopped = cause === signal?.reason || (cause as Error | undefined)?.name === 'AbortError';
  if (signal?.aborted && stopped) return interrupted();
  if (cause instanceof CloudError) return fromCloud(cause, doing);
  const refusal = diskRefusal(cause);
  if (refusal) return refusal;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ShipError({
    code: 'INTERNAL',
    exit: exitCodes.bug,
    summary: `ship failed while it was to: ${doing}`,
    why: message,
    next: ['ship status', 'run again with --debug and report the stack'],
    cause,
  });
}

function fromCloud(error: CloudError, doing: string): ShipError {
  const unusable = { CREDENTIALS_MISSING: credentialsMissing, CREDENTIALS_REFUSED: credentialsRefused };
  if (error.name in unusable) return unusable[error.name as keyof typeof unusable](error.message, error);
  if (error.name === 'AWS_UNREACHABLE') return awsUnreachable(error.message, error);
  const request = error.requestId ? ` (request ${error.requestId})` : '';
  return awsFailed(
    `AWS refused to: ${doing}`,
    `${error.operation} answered ${error.name}${error.status ? ` ${error.status}` : ''}: ${error.message}${request}`,
    error,
  );
}
