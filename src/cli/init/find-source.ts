import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readYaml } from './read-yaml.ts';
import { notSynthesised } from '../../errors/catalogue/init-errors.ts';

export type SourceKind = 'serverless' | 'sam' | 'cdk' | 'code';

export interface Source {
  readonly kind: SourceKind;
  /** Relative to the folder; of the CDK: the folder that `cdk synth` wrote; for code: nothing. */
  readonly file?: string;
}

const names = ['serverless.yml', 'serverless.yaml', 'template.yaml', 'template.yml', 'template.json'];

/** The file of another tool in this folder, or the one named by `--from`; else its code alone counts. */
export function findSource(root: string, from: string | undefined): Source {
  if (from === 'code') return { kind: 'code' };
  if (from !== undefined) return ofName(root, from);
  const found = names.find(
    (file) => existsSync(join(root, file)) && (file.startsWith('serverless') || isTemplate(join(root, file))),
  );
  if (found !== undefined) return ofName(root, found);
  const assembly = assemblyOf(root);
  if (assembly !== undefined) return { kind: 'cdk', file: assembly };
  if (existsSync(join(root, 'cdk.json'))) throw notSynthesised();
  return { kind: 'code' };
}

function ofName(root: string, file: string): Source {
  const path = join(root, file);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  if (isFolder)
    return { kind: 'cdk', file: existsSync(join(path, 'cdk.json')) ? join(file, assemblyOf(path) ?? 'cdk.out') : file };
  if (/(^|[/\\])manifest\.json$/.test(file)) return { kind: 'cdk', file: dirname(file) };
  return { kind: /serverless[^/\\]*$/.test(file) || !isTemplate(path) ? 'serverless' : 'sam', file };
}

/** Where `cdk synth` writes to, if it did. */
function assemblyOf(root: string): string | undefined {
  const file = join(root, 'cdk.json');
  const { output } = existsSync(file) ? readYaml(file) : {};
  const folder = typeof output === 'string' ? output : 'cdk.out';
  return existsSync(join(root, folder, 'manifest.json')) ? folder : undefined;
}

const isTemplate = (path: string): boolean =>
  existsSync(path) && /AWS::Serverless-2016-10-31|AWSTemplateFormatVersion/.test(readFileSync(path, 'utf8'));
