import { invalidParameter } from './errors.ts';
import { limits } from './limits.ts';

export function checkTags(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > limits.tagsPerResource) {
    throw invalidParameter('Number of tags exceeds resource tag limit.');
  }
}
