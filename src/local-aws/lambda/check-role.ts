import { AwsError } from '../kernel/aws-error.ts';
import type { World } from '../kernel/world.ts';
import { invalidParameter } from './errors.ts';

interface Role {
  readonly AssumeRolePolicyDocument: string;
  readonly CreateDate: Date | string;
}

interface Statement {
  readonly Effect: string;
  readonly Principal?: '*' | { readonly Service?: string | readonly string[] };
  readonly Action: string | readonly string[];
}

const asList = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

function trustsLambda(document: string): boolean {
  const text = document.trimStart().startsWith('%') ? decodeURIComponent(document) : document;
  const { Statement } = JSON.parse(text) as { Statement: Statement | Statement[] };
  return asList(Statement).some(({ Effect, Principal, Action }) => {
    const services = Principal === '*' ? ['*'] : asList(Principal?.Service);
    return (
      Effect === 'Allow' &&
      services.some((service) => service === '*' || service === 'lambda.amazonaws.com') &&
      asList(Action).some((action) => ['sts:AssumeRole', 'sts:*', '*'].includes(action))
    );
  });
}

async function findRole(world: World, roleArn: string): Promise<Role | undefined> {
  const RoleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  try {
    const { Role } = (await world.call('iam', 'GetRole', { RoleName })) as { Role: Role };
    return Role;
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) return undefined;
    throw error;
  }
}

/** AWS refuses a role that is missing, does not trust Lambda or is too fresh, all with one text. */
export async function checkRole(world: World, roleArn: string): Promise<void> {
  if (world.config.acceptAnyRole) return;
  const role = await findRole(world, roleArn);
  const usableFrom = role ? new Date(role.CreateDate).getTime() + world.clock.duration('iam.propagation') : Infinity;
  if (!role || world.clock.now() < usableFrom || !trustsLambda(role.AssumeRolePolicyDocument)) {
    throw invalidParameter('The role defined for the function cannot be assumed by Lambda.');
  }
}
