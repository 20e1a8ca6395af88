import { notImplemented } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';

export interface InvokeRequest {
  readonly functionName: string;
  readonly qualifier?: string;
  /** e.g. `apigateway.amazonaws.com` */
  readonly principal: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** Does the resource policy of exactly that qualifier let the service principal invoke? */
export function isInvokeAllowed(_world: World, _request: InvokeRequest): boolean {
  throw notImplemented('lambda', 'Invoke');
}
