import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { SourcePlace } from '../artifact-error.ts';

/** An import that works where the file system does not tell upper from lower case, and nowhere on Linux. */
export function otherCase({ text, file }: SourcePlace, root: string): string[] {
  const path = /^Cannot read file: (.+)$/.exec(text)?.[1] ?? relativeImport(text, file, root);
  if (path === undefined) return [];
  const [folder, asked] = [dirname(path), basename(path)];
  const found = namesIn(folder).find((name) => isOnlyOtherCase(name, asked));
  return found === undefined ? [] : [`import ${found}, not ${asked}: on Linux upper and lower case are two files`];
}

function relativeImport(text: string, file: string | undefined, root: string): string | undefined {
  const specifier = /^Could not resolve "(\.[^"]*)"/.exec(text)?.[1];
  return specifier === undefined || file === undefined ? undefined : join(dirname(resolve(root, file)), specifier);
}

function isOnlyOtherCase(name: string, asked: string): boolean {
  const [lower, wanted] = [name.toLowerCase(), asked.toLowerCase()];
  if (!lower.startsWith(wanted) || name.startsWith(asked)) return false;
  return lower === wanted || /^\.[cm]?[jt]sx?$|^\.json$/.test(lower.slice(wanted.length));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
