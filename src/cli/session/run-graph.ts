export interface GraphNode {
  readonly name: string;
  /** Names of nodes that must have ended well before; names not in the graph are no obstacle. */
  readonly needs: readonly string[];
}

export type GraphEnd = 'ok' | 'failed' | 'not-started';

/**
 * Runs every node as soon as all it needs is done, not in waves, at most `atOnce` side by side. A failure stops those
 * that depend on it, and only those. Circles are for the config to refuse; what is left in one never starts.
 */
export async function runGraph(
  nodes: readonly GraphNode[],
  atOnce: number,
  run: (name: string) => Promise<boolean>,
): Promise<ReadonlyMap<string, GraphEnd>> {
  const ends = new Map<string, GraphEnd>();
  const running = new Map<string, Promise<void>>();
  for (;;) {
    for (const name of blocked(nodes, ends, running)) ends.set(name, 'not-started');
    for (const { name } of ready(nodes, ends, running).slice(0, atOnce - running.size)) {
      const work = run(name).then((isOk) => {
        ends.set(name, isOk ? 'ok' : 'failed');
        running.delete(name);
      });
      running.set(name, work);
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  for (const { name } of nodes) if (!ends.has(name)) ends.set(name, 'not-started');
  return ends;
}

function waiting(
  nodes: readonly GraphNode[],
  ends: ReadonlyMap<string, GraphEnd>,
  running: ReadonlyMap<string, unknown>,
): readonly GraphNode[] {
  return nodes.filter(({ name }) => !ends.has(name) && !running.has(name));
}

function ready(
  nodes: readonly GraphNode[],
  ends: ReadonlyMap<string, GraphEnd>,
  running: ReadonlyMap<string, unknown>,
): readonly GraphNode[] {
  const inGraph = new Set(nodes.map(({ name }) => name));
  return waiting(nodes, ends, running).filter(({ needs }) =>
    needs.every((need) => !inGraph.has(need) || ends.get(need) === 'ok'),
  );
}

/** All that depend, however far, on what failed or did not start. */
function blocked(
  nodes: readonly GraphNode[],
  ends: ReadonlyMap<string, GraphEnd>,
  running: ReadonlyMap<string, unknown>,
): readonly string[] {
  const lost = new Set([...ends].filter(([, end]) => end !== 'ok').map(([name]) => name));
  const found: string[] = [];
  for (const { name, needs } of waiting(nodes, ends, running)) {
    if (!needs.some((need) => lost.has(need))) continue;
    lost.add(name);
    found.push(name);
  }
  return found;
}
