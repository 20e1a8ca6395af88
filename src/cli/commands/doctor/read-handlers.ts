import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { FunctionSource } from '../../../model/artifact.ts';
import type { Service } from '../../../model/service.ts';
import { countParameters } from './count-parameters.ts';

/** By function key, how many parameters its handler declares, where the source says so. */
export function readHandlers({ functions }: Service): Readonly<Record<string, number>> {
  const rows = functions.flatMap(({ key, source }) => {
    const exported = source.handler.slice(source.handler.lastIndexOf('.') + 1);
    const counts = filesOf(source).flatMap((file) => countParameters(readText(file), exported) ?? []);
    return counts[0] === undefined ? [] : [[key, counts[0]] as const];
  });
  return Object.fromEntries(rows);
}

function filesOf({ kind, path, handler }: FunctionSource): readonly string[] {
  if (kind === 'entry') return [path];
  if (kind === 'zip') return [];
  const module = posix.join(posix.dirname(handler), posix.basename(handler).split('.')[0] ?? '');
  return ['js', 'mjs', 'cjs'].map((extension) => join(path, `${module}.${extension}`));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // That it is not there is the packager's to say.
  }
}
