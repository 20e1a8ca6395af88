import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Runnable } from '../../lambda/runnable.ts';
import type { World } from '../../kernel/world.ts';
import type { CodeTrees } from '../code/code-trees.ts';
import type { Machine } from '../machine.ts';
import { findExecutable, runtimeCommand } from './entrypoint.ts';
import { extensionsHint } from '../logging/extensions-hint.ts';
import { functionEnv } from './function-env.ts';
import { nodeBinaryFor } from './node-binary.ts';
import type { Sources } from './isolation.ts';
import { isPythonRuntime, pythonBinaryFor } from './python-binary.ts';
import { RoleCredentials } from './role-credentials.ts';
import type { ProcessPlan } from './runtime-process.ts';

/** What tells one environment of a function from another. */
export interface Identity {
  /** 32 hex digits. */
  readonly id: string;
  readonly logStream: string;
  readonly initializationType: 'on-demand' | 'provisioned-concurrency';
  /** Survives the process: what a function wrote to /tmp is there for the next one. */
  readonly tmp: string;
}

/** Turns a function version into a process that can be started. */
export class EnvironmentMaker {
  readonly #world: World;
  readonly #machine: Machine;
  readonly #trees: CodeTrees;
  readonly #credentials: RoleCredentials;

  constructor(world: World, machine: Machine, trees: CodeTrees) {
    this.#world = world;
    this.#credentials = new RoleCredentials(world);
    this.#machine = machine;
    this.#trees = trees;
  }

  /** Or the problem when there is nothing that can be run: a `provided` runtime without a bootstrap. */
  async plan(
    runnable: Runnable,
    identity: Identity,
    runtimeApiPort: number,
  ): Promise<ProcessPlan | { problem: string }> {
    const sources = await this.#sources(runnable, identity);
    const { runtime } = runnable;
    const binary = await (isPythonRuntime(runtime) ? pythonBinaryFor(runtime) : nodeBinaryFor(runtime));
    const credentials = await this.#credentials.of(runnable);
    const isolation = await this.#machine.isolation(sources);
    const places = isolation.places(sources);
    const found = findExecutable(runtime, sources);
    if ('problem' in found) return found;
    const { entry } = found;
    const command = runtimeCommand(runnable, { entry, places, binary, bootstrap: this.#machine.bootstrap });
    this.#machine.noteBinary(runtime, binary);
    return {
      command: isolation.wrap({ ...sources, nodeBinary: binary.path }, command),
      wrapped: isolation.name === 'bubblewrap',
      ownRuntime: entry === 'node',
      note: runnable.layerBlobs.length > 0 ? extensionsHint(sources.opt) : '',
      runtimeVersion: binary.version,
      env: functionEnv(runnable, {
        ...this.#world.config,
        ...identity,
        credentials,
        runtimeApiPort,
        nodeBinary: binary.path,
        places,
      }),
    };
  }

  async #sources(runnable: Runnable, { tmp }: Identity): Promise<Sources> {
    const [task, opt, runtime] = await Promise.all([
      this.#trees.task(runnable.codeBlob),
      this.#trees.opt(runnable.layerBlobs),
      this.#machine.runtimeFolder(),
      mkdir(tmp, { recursive: true }),
    ]);
    return {
      task,
      opt,
      tmp,
      runtime: runtime.path,
      ...(runtime.sdk ? { sdk: runtime.sdk } : {}),
      bootstrap: dirname(this.#machine.bootstrap),
      nodeBinary: process.execPath,
    };
  }
}

export function environmentTmp(root: string, id: string): string {
  return join(root, 'env', String(process.pid), id, 'tmp');
}
