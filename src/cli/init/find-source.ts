import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type SourceKind = 'serverless' | 'sam' | 'code';

export interface Source {
  readonly kind: SourceKind;
  /** Relative to the folder; for code: nothing. */
  readonly file?: string;
}

/** The file of another tool in this folder, or the one named by `--from`; else its code alone counts. */
export function findSource(root: string, from: string | undefined): Source {
  if (from === 'code') return { kind: 'code' };
  const names = from ? [from] : ['serverless.yml', 'serverless.yaml', 'template.yaml', 'template.yml', 'template.json'];
  for (const file of names) {
    if (from === undefined && !existsSync(join(root, file))) continue;
    const kind = /serverless[^/]*$/.test(file) || !isTemplate(join(root, file)) ? 'serverless' : 'sam';
    if (from !== undefined || kind === 'sam' || file.startsWith('serverless')) return { kind, file };
  }
  return { kind: 'code' };
}

const isTemplate = (path: string): boolean =>
  existsSync(path) && /AWS::Serverless-2016-10-31|AWSTemplateFormatVersion/.test(readFileSync(path, 'utf8'));
