import { notImplemented } from '../../kernel/aws-error.ts';
import { validationError } from '../cloudformation-error.ts';
import { customResource } from './cloudformation/custom-resource.ts';
import { isServiceNamespace } from './namespaces.ts';
import type { ResourceType } from './resource-type.ts';
import { resourceTypes } from './types.ts';

const byName = new Map(resourceTypes.map((type) => [type.type, type]));

/** Throws NotImplemented for what `checkTypes` would not have let pass. */
export function findType(name: string): ResourceType {
  if (name.startsWith('Custom::')) return customResource;
  const type = byName.get(name);
  if (!type) throw notImplemented('cloudformation', `the resource type ${name}`);
  return type;
}

/** `*` in a type's list stands for any. */
export function hasAttribute(typeName: string, attribute: string): boolean {
  // A type that this local AWS lacks, behind a condition: nothing is known of it, nothing refused.
  const { attributes = ['*'] } = byName.get(typeName) ?? (isAwsType(typeName) ? {} : findType(typeName));
  return (
    attributes.includes(attribute) || attributes.includes('*') || attributes.includes(`${attribute.split('.')[0]}.*`)
  );
}

function isLacking(name: string): boolean {
  return !byName.has(name) && !/^Custom::[\w@-]{1,60}$/.test(name);
}

/**
 * Types that AWS does not know are refused as AWS refuses them, those that only this local AWS lacks by their names.
 * Behind a condition the latter may stand: most such conditions are false (CDK's bootstrap: KMS keys), and a true one
 * fails with the same words when the resource is made.
 */
export function checkTypes(resources: readonly { readonly Type: string; readonly Condition?: string }[]): void {
  const lacking = [...new Set(resources.map(({ Type }) => Type))].filter(isLacking);
  const unknown = lacking.filter((name) => !isAwsType(name));
  if (unknown.length > 0) {
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
  const needed = lacking.filter((name) => resources.some(({ Type, Condition }) => Type === name && !Condition));
  if (needed.length > 0) throw notImplemented('cloudformation', `the resource type ${needed.join(', ')}`);
}

function isAwsType(name: string): boolean {
  const [owner, service, resource, more] = name.split('::');
  return owner === 'AWS' && isServiceNamespace(service ?? '') && Boolean(resource) && more === undefined;
}
