import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { ModuleGraph } from '../bundle/module-graph.ts';

/** Where a module is used, in terms of routes. Found by pattern: hints for people. */
export interface RouteHints {
  /** As they are written; none when it is used for most of the routes there are, or outside of any. */
  readonly routes: readonly string[];
  /** What it exports stands beside the route: it is the handler itself, not a part of one. */
  readonly isHandler: boolean;
}

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY';
/** `'GET /orders/{id}'`, and `.get('/orders/:id'` as web frameworks have it. */
const routeKey = new RegExp(`['"\`]((?:${METHODS}) +/[^'"\`]*)['"\`]`, 'g');
const routeCall = /\.(get|post|put|patch|delete|head|options|all|any)\(\s*['"`](\/[^'"`]*)['"`]/gi;
const importStatement = /import\s+([^'"`;]+?)\s+from\s+['"]([^'"]+)['"]/g;

/** What serves more than this share of the routes beside it is no handler of one. */
const LARGEST_SHARE_OF_ROUTES = 0.5;

export function findRouteHints(graph: ModuleGraph, root: string, module: string): RouteHints {
  const index = graph.paths.indexOf(module);
  const importers = graph.paths.filter((path, at) => isOwnSource(path) && graph.imports[at]?.includes(index));
  const hints = importers.map((path) => hintsIn(resolve(root, path), module));
  const routes = [...new Set(hints.flatMap((each) => each.routes))];
  return { routes, isHandler: routes.length > 0 && hints.every(({ isHandler }) => isHandler) };
}

function isOwnSource(path: string): boolean {
  return !path.includes('node_modules/') && /\.[cm]?[jt]sx?$/.test(path);
}

const nothing: RouteHints = { routes: [], isHandler: true };

function hintsIn(file: string, module: string): RouteHints {
  if (!existsSync(file)) return nothing;
  const source = readFileSync(file, 'utf8');
  const names = importedNames(source, stem(module));
  // Imports are blanked out, so that they are no uses; places stay where they are.
  const text = source.replaceAll(importStatement, (statement) => ' '.repeat(statement.length));
  const routes = findRoutes(text);
  // One that names a single route does not choose between routes.
  if (routes.length < 2) return nothing;
  const uses = names.flatMap((name) => [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))]);
  const found = uses.flatMap(({ index }) => {
    const route = routes.findLast(({ at }) => at < index);
    return route ? [{ key: route.key, isBeside: !text.slice(route.at, index).includes('\n') }] : [];
  });
  const keys = [...new Set(found.map(({ key }) => key))];
  if (keys.length === 0 || keys.length > Math.max(1, routes.length * LARGEST_SHARE_OF_ROUTES)) return nothing;
  return { routes: keys, isHandler: found.every(({ isBeside }) => isBeside) };
}

/** Local names of what is imported from a module of that name, without types. */
function importedNames(text: string, name: string): string[] {
  return [...text.matchAll(importStatement)]
    .filter(([, clause = '', from = '']) => stem(from) === name && !clause.startsWith('type '))
    .flatMap(([, clause = '']) => clause.split(/[{},]/))
    .map((part) => part.trim())
    .filter((part) => !part.startsWith('type '))
    .map((part) => part.split(/\s+as\s+/).at(-1) ?? '')
    .filter((local) => /^\w+$/.test(local));
}

function stem(path: string): string {
  const name = basename(path).replace(/\.[cm]?[jt]sx?$/, '');
  return name === 'index' ? basename(dirname(path)) : name;
}

interface RouteText {
  readonly key: string;
  readonly at: number;
}

function findRoutes(text: string): RouteText[] {
  const keys = [...text.matchAll(routeKey)].map(({ 1: key = '', index }) => ({ key, at: index }));
  const calls = [...text.matchAll(routeCall)].map(({ 1: method = '', 2: path = '', index }) => ({
    key: `${method.toUpperCase()} ${path}`,
    at: index,
  }));
  return [...keys, ...calls].toSorted((a, b) => a.at - b.at);
}
