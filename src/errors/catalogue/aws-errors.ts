import { ShipError, exitCodes } from '../ship-error.ts';

export function credentialsMissing(why: string, cause: unknown): ShipError {
  return new ShipError({
    code: 'CREDENTIALS_MISSING',
    exit: exitCodes.refused,
    summary: 'there are no usable AWS credentials',
    why,
    next: ['aws sso login', 'or set AWS_PROFILE, or environments.<name>.profile in the config'],
    cause,
  });
}

export function credentialsRefused(why: string, cause: unknown): ShipError {
  return new ShipError({
    code: 'CREDENTIALS_REFUSED',
    exit: exitCodes.refused,
    summary: 'AWS does not accept these credentials',
    why,
    next: ['aws sso login', 'aws sts get-caller-identity'],
    cause,
  });
}

export function awsUnreachable(why: string, cause: unknown): ShipError {
  return new ShipError({
    code: 'AWS_UNREACHABLE',
    exit: exitCodes.refused,
    summary: 'AWS is not reachable',
    why,
    next: ['check the network, the region and AWS_ENDPOINT_URL, then run the same command again'],
    cause,
  });
}
