import { referencesOf } from '../references.ts';
import { isFunction, type Resources } from './whole-template.ts';

/** The function that a value leads to: itself, its alias or version, an invocation path with it inside. */
export function followToFunction(value: unknown, resources: Resources, depth = 0): string | undefined {
  for (const id of referencesOf(value)) {
    const resource = resources[id];
    if (resource && isFunction(resource)) return id;
    const isPointer = /^AWS::Lambda::(Alias|Version)$/.test(resource?.Type ?? '');
    const found =
      isPointer && depth < 3 ? followToFunction(resource?.Properties['FunctionName'], resources, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
