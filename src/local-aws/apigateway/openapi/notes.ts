import { badRequest } from '../errors.ts';

/** What an import could not take over: `info` is only ignored, `warnings` stop an import that fails on them. */
export interface Notes {
  readonly info: string[];
  readonly warnings: string[];
}

export function failOnWarnings({ warnings }: Notes): void {
  if (warnings.length > 0) throw badRequest(`Warnings found during import:\n\t${warnings.join('\n\t')}`);
}
