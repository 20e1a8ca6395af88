import { digestOf } from '../model/digest.ts';
import { outputs } from '../model/names.ts';
import type { Template } from './template.ts';

/** First 16 hex digits of the sha256 over everything in the template but the output that holds this very digest. */
export function foundationDigest(template: Template): string {
  const { [outputs.foundationDigest]: _own, ...others } = template.Outputs;
  return digestOf({ ...template, Outputs: others });
}
