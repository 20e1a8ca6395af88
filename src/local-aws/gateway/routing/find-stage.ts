import { ownedKey, stages, type StageRow } from '../../apigateway/rows.ts';
import type { Table } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { serveStage, type ServedStage } from './served-stage.ts';

/** Simulated nodes of the gateway: each learns of a change of a stage at its own time. */
const NODES = 4;

interface Known {
  readonly now: ServedStage | undefined;
  readonly before: ServedStage | undefined;
}

export interface FoundStage {
  readonly stage: ServedStage;
  /** Without the stage's name. */
  readonly path: string;
}

/** Finds the stages of one world by name, each compiled once for as long as its row stays the same. */
export class StageFinder {
  readonly #world: World;
  readonly #table: Table<StageRow>;
  readonly #known = new WeakMap<StageRow, Known>();

  constructor(world: World) {
    this.#world = world;
    this.#table = stages(world);
  }

  /** An explicit stage in the first segment, else `$default` (http-api-develop-routes). */
  find(apiId: string, path: string): FoundStage | undefined {
    const end = path.indexOf('/', 1);
    const first = end < 0 ? path.slice(1) : path.slice(1, end);
    const named = first === '' || first === '$default' ? undefined : this.byName(apiId, first);
    if (named) return { stage: named, path: end < 0 ? '/' : path.slice(end) };
    const fallback = this.byName(apiId, '$default');
    return fallback && { stage: fallback, path };
  }

  byName(apiId: string, stageName: string): ServedStage | undefined {
    const row = this.#table.get(ownedKey(apiId, stageName));
    if (!row) return undefined;
    const known = this.#known.get(row) ?? this.#compile(row);
    return this.#isNews(row) ? known.before : known.now;
  }

  /** Has the last change not yet reached the node that happens to take this request? */
  #isNews({ internal: { before } }: StageRow): boolean {
    const windowMs = this.#world.clock.duration('gateway.propagation');
    if (windowMs === 0) return false;
    const node = 1 + Math.floor(Math.random() * NODES);
    return this.#world.clock.now() - before.changedAt < (windowMs * node) / NODES;
  }

  #compile(row: StageRow): Known {
    const { served } = row.internal.before;
    const made: Known = {
      now: serveStage(this.#world, row, row),
      before: served ? serveStage(this.#world, row, served) : undefined,
    };
    this.#known.set(row, made);
    return made;
  }
}
