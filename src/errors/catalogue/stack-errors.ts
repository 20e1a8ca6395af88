import { ShipError, exitCodes } from '../ship-error.ts';

interface Stack {
  readonly name: string;
  readonly status: string;
  readonly statusReason?: string;
}

export function stackStuck({ name, status, statusReason }: Stack, waysOut: readonly string[]): ShipError {
  return new ShipError({
    code: 'STACK_STUCK',
    exit: exitCodes.refused,
    summary: `stack ${name} is stuck in ${status}`,
    why: statusReason ?? 'CloudFormation gave no reason; see the stack events.',
    next: [...waysOut, 'then run the same command again'],
  });
}

/** CloudFormation does not look after what it once made. */
export function apiGone(service: string, stack: string, apiId: string): ShipError {
  return new ShipError({
    code: 'API_GONE',
    exit: exitCodes.refused,
    summary: `the HTTP API of ${service} was deleted by hand`,
    why: `Stack ${stack} has it as ${apiId}; API Gateway does not know it, and CloudFormation does not make it again.`,
    next: ['save what buckets and tables of the stack hold', `ship destroy ${service}`, `ship deploy ${service}`],
  });
}
