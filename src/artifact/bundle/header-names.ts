import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PackagingWarning } from '../../model/packaged-service.ts';
import type { ModuleGraph } from './module-graph.ts';
import { isOwnScript } from './late-packages.ts';

// Of the event, and not of a response, whose headers may be written in any way.
const headerRead =
  /\b(?:event|evt)\??\.headers!?\??(?:\.([A-Za-z]\w*)(?!\w|\s*\(|\s*=[^=])|\.?\[\s*(['"])([\w-]+)\2\s*\](?!\s*=[^=]))/g;

/**
 * HTTP APIs send the names of headers in lower case, in format 1.0 all but some; REST APIs as the caller wrote them, and code
 * that comes from there goes on reading `headers.Authorization`, which is nothing any more.
 */
export function findHeaderNames(graph: ModuleGraph, root: string): PackagingWarning[] {
  return graph.paths.filter(isOwnScript).flatMap((path) => {
    const text = readFileSync(resolve(root, path), 'utf8');
    const reads = text.includes('.headers') ? [...text.matchAll(headerRead)] : [];
    const [first] = reads.filter((read) => isReadInOneCase(nameOf(read), text));
    return first === undefined ? [] : [warning(path, nameOf(first), text.slice(0, first.index).split('\n').length)];
  });
}

const nameOf = ([, dotted, , quoted]: RegExpExecArray): string => dotted ?? quoted ?? '';

/** Code that reads the other name as well knows of it. */
function isReadInOneCase(name: string, text: string): boolean {
  const lower = name.toLowerCase();
  return name !== lower && ![`.${lower}`, `'${lower}'`, `"${lower}"`].some((other) => text.includes(other));
}

function warning(file: string, name: string, line: number): PackagingWarning {
  return {
    kind: 'header-case',
    message: `it reads the header ${name}, and HTTP APIs send names of headers in lower case (in format 1.0 most of them)`,
    file,
    line,
    next: `event.headers['${name.toLowerCase()}'] ?? event.headers['${name}']`,
  };
}
