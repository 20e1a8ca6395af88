import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ModuleGraph } from '../bundle/module-graph.ts';

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY';
const routeKey = new RegExp(`['"\`]((?:${METHODS}) +/[^'"\`]*)['"\`]`, 'g');
const routeCall = /\.(get|post|put|patch|delete|head|options|all|any)\(\s*['"`](\/[^'"`]*)['"`]/gi;
const importStatement = /import\s+(?:type\s+)?([^'"`;]+?)\s+from\s+['"]([^'"]+)['"]/g;

/** Routes that a module's importers seem to register with it, as they are written there: a hint for people. */
export function findRouteHints(graph: ModuleGraph, root: string, module: string): string[] {
  const index = graph.paths.indexOf(module);
  const importers = graph.paths.filter((path, at) => isOwnSource(path) && graph.imports[at]?.includes(index));
  const hints = importers.flatMap((path) => hintsIn(resolve(root, path), module));
  return [...new Set(hints)];
}

function isOwnSource(path: string): boolean {
  return !path.includes('node_modules/') && /\.[cm]?[jt]sx?$/.test(path);
}

function hintsIn(file: string, module: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const names = importedNames(text, stem(module));
  if (names.length === 0) return [];
  const used = new RegExp(`\\b(?:${names.join('|')})\\b`);
  const lines = text.replaceAll(importStatement, '').split('\n');
  return lines.flatMap((line, at) => {
    if (!used.test(line)) return [];
    const here = routesIn(line);
    return here.length > 0 ? here : routesIn(lines[at - 1] ?? '');
  });
}

/** Local names of what is imported from a module of that name. */
function importedNames(text: string, name: string): string[] {
  return [...text.matchAll(importStatement)]
    .filter(([, , from = '']) => stem(from) === name)
    .flatMap(([, clause = '']) => clause.split(/[{},]/))
    .map(
      (part) =>
        part
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    )
    .filter((local) => /^[\w$]+$/.test(local) && local !== 'type')
    .map((local) => local.replaceAll('$', '\\$'));
}

function stem(path: string): string {
  const name = basename(path).replace(/\.[cm]?[jt]sx?$/, '');
  return name === 'index' ? basename(resolve('/', path, '..')) : name;
}

function routesIn(line: string): string[] {
  const keys = [...line.matchAll(routeKey)].map(([, key = '']) => key);
  const calls = [...line.matchAll(routeCall)].map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`);
  return [...keys, ...calls];
}
