import { notImplemented } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';

/** May `service` assume the role (trust policy), and do the role's policies allow `action` on `resourceArn`? */
export function roleAllows(
  _world: World,
  _request: { roleArn: string; service: string; action: string; resourceArn: string },
): boolean {
  throw notImplemented('iam', 'SimulatePrincipalPolicy');
}
