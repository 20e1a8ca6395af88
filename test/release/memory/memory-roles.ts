import type { RolePolicies } from '../../../src/model/snapshot.ts';
import type { MemoryAws } from './memory-aws.ts';

interface RoleTemplate {
  readonly Resources: Readonly<
    Record<string, { readonly Properties?: { Policies?: { PolicyName: string; PolicyDocument: unknown }[] } }>
  >;
}

/** As the template of its stack says, or as a test has edited it. */
export function readMemoryRole(aws: MemoryAws, name: string): RolePolicies | undefined {
  if (aws.editedRoles.has(name)) return aws.editedRoles.get(name);
  for (const [stack, { template }] of aws.stacks) {
    const { Resources } = JSON.parse(template || '{"Resources":{}}') as RoleTemplate;
    const found = Object.entries(Resources).find(([id]) => `${stack}-${id}`.toLowerCase() === name);
    if (!found) continue;
    const policies = found[1].Properties?.Policies ?? [];
    return { inline: Object.fromEntries(policies.map((one) => [one.PolicyName, one.PolicyDocument])), managed: [] };
  }
  return undefined;
}
