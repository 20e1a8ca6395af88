import type { Authorization } from '../exchange.ts';
import { forbidden, internalServerError, unauthorized, type GatewayResponse } from '../respond/gateway-response.ts';

/** What an authorizer says to one request. */
export type Decision =
  | { readonly allowed: true; readonly authorization: Authorization }
  | { readonly allowed: false; readonly response: GatewayResponse; readonly error?: string };

export function allow(authorization: Authorization): Decision {
  return { allowed: true, authorization };
}

export function refuse(response: GatewayResponse, error?: string): Decision {
  return { allowed: false, response, ...(error !== undefined && { error }) };
}

export const denied = refuse(forbidden, 'User is not authorized to access this resource');
export const identityMissing = refuse(unauthorized, 'Unauthorized');

export function authorizerFailed(error: string): Decision {
  return refuse(internalServerError, error);
}
