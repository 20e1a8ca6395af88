import type { World } from '../kernel/world.ts';
import { startAuthorizers, type Authorizers } from './authorize/authorize.ts';
import { startStageMeters, type CountRequest } from './observe/stage-meters.ts';
import { StageFinder } from './routing/find-stage.ts';

/** What one world's gateway keeps between requests. */
export interface Gateway {
  readonly world: World;
  readonly stages: StageFinder;
  readonly authorizers: Authorizers;
  readonly count: CountRequest;
}

export function makeGateway(world: World): Gateway {
  return {
    world,
    stages: new StageFinder(world),
    authorizers: startAuthorizers(world),
    count: startStageMeters(world),
  };
}
