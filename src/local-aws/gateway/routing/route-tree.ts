import type { CompiledRoute } from './compile-deployment.ts';

interface Node {
  readonly literals: Map<string, Node>;
  parameter?: Node;
  route?: CompiledRoute;
  /** The route whose `{name+}` begins here. */
  greedy?: CompiledRoute;
}

/** The routes of one method. */
export interface RouteTree {
  /** Paths without parameters: one look-up. */
  readonly fixed: Map<string, CompiledRoute>;
  readonly root: Node;
  hasGreedy: boolean;
}

export interface RouteMatch {
  readonly route: CompiledRoute;
  /** In the order of the route's parameter names. */
  readonly values: readonly string[];
}

export const NO_VALUES: readonly string[] = [];

const newNode = (): Node => ({ literals: new Map() });
export const newTree = (): RouteTree => ({ fixed: new Map(), root: newNode(), hasGreedy: false });

function child(node: Node, segment: string): Node {
  if (segment.startsWith('{')) return (node.parameter ??= newNode());
  const existing = node.literals.get(segment);
  if (existing) return existing;
  const made = newNode();
  node.literals.set(segment, made);
  return made;
}

export function addRoute(tree: RouteTree, route: CompiledRoute): void {
  if (!route.path.includes('{')) {
    tree.fixed.set(route.path, route);
    return;
  }
  const segments = route.path.slice(1).split('/');
  const isGreedy = route.path.endsWith('+}');
  const walked = isGreedy ? segments.slice(0, -1) : segments;
  const node = walked.reduce(child, tree.root);
  if (isGreedy) {
    node.greedy = route;
    tree.hasGreedy = true;
  } else node.route = route;
}

function walk(node: Node, segments: readonly string[], at: number, values: string[]): CompiledRoute | undefined {
  if (at === segments.length) return node.route;
  const segment = segments[at] as string;
  const literal = node.literals.get(segment);
  const found = literal && walk(literal, segments, at + 1, values);
  if (found || !node.parameter || segment === '') return found;
  values.push(segment);
  const byParameter = walk(node.parameter, segments, at + 1, values);
  if (!byParameter) values.pop();
  return byParameter;
}

/** All of a path with parameters matches; earlier literals beat earlier parameters. */
export function matchFully(tree: RouteTree, segments: readonly string[]): RouteMatch | undefined {
  const values: string[] = [];
  const route = walk(tree.root, segments, 0, values);
  return route && { route, values };
}

/** Without the trailing slash (measured: floci). */
function rest(segments: readonly string[], at: number): string {
  return segments.slice(at).join('/').replace(/\/$/, '');
}

function walkGreedily(
  node: Node,
  segments: readonly string[],
  at: number,
  values: string[],
): CompiledRoute | undefined {
  if (at === segments.length) return undefined;
  const segment = segments[at] as string;
  const literal = node.literals.get(segment);
  const found = literal && walkGreedily(literal, segments, at + 1, values);
  if (found) return found;
  if (node.parameter && segment !== '') {
    values.push(segment);
    const byParameter = walkGreedily(node.parameter, segments, at + 1, values);
    if (byParameter) return byParameter;
    values.pop();
  }
  if (node.greedy) values.push(rest(segments, at));
  return node.greedy;
}

/** The longest beginning of the path matches and `{name+}` takes at least one segment; the root alone is none. */
export function matchGreedily(tree: RouteTree, path: string, segments: readonly string[]): RouteMatch | undefined {
  if (!tree.hasGreedy || path === '/') return undefined;
  const values: string[] = [];
  const route = walkGreedily(tree.root, segments, 0, values);
  return route && { route, values };
}
