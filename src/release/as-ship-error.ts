import { awsFailed, interrupted } from '../errors/catalogue/release-errors.ts';
import { ShipError, exitCodes } from '../errors/ship-error.ts';
import { CloudError } from './cloud.ts';

/** Whatever a step threw, as the error people see. What is neither AWS's nor an interruption is a bug and stays one. */
export function asShipError(cause: unknown, doing: string, signal?: AbortSignal): ShipError {
  if (cause instanceof ShipError) return cause;
  if (signal?.aborted && (cause as Error | undefined)?.name === 'AbortError') return interrupted();
  if (cause instanceof CloudError) return fromCloud(cause, doing);
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
  if (error.name === 'CREDENTIALS_MISSING' || error.name === 'AWS_UNREACHABLE')
    return new ShipError({
      code: error.name,
      exit: exitCodes.refused,
      summary: error.name === 'AWS_UNREACHABLE' ? 'AWS is not reachable' : 'there are no usable AWS credentials',
      why: error.message,
      next:
        error.name === 'AWS_UNREACHABLE'
          ? ['check the network and AWS_ENDPOINT_URL']
          : ['aws sso login', 'or set AWS_PROFILE'],
      cause: error,
    });
  const request = error.requestId ? ` (request ${error.requestId})` : '';
  return awsFailed(
    `AWS refused to: ${doing}`,
    `${error.operation} answered ${error.name}${error.status ? ` ${error.status}` : ''}: ${error.message}${request}`,
    error,
  );
}
