import { appendFileSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeCodeRoot } from './code/code-root.ts';
import { findBootstrap } from './environment/find-bootstrap.ts';
import { bubblewrap, findOnPath, plain, works, type Isolation, type Sources } from './environment/isolation.ts';
import type { RuntimeBinary } from './environment/node-binary.ts';
import { makeRuntimeFolder, type RuntimeFolder } from './environment/runtime-folder.ts';
import type { ExecutionSettings } from './settings.ts';

/** Where and how environments run on this machine: found out once, when the first one is needed. */
export class Machine {
  readonly root: string;
  readonly bootstrap = findBootstrap();
  readonly #dir: string;
  readonly #settings: ExecutionSettings;
  readonly #noted = new Set<string>();
  #runtimeFolder: Promise<RuntimeFolder> | undefined;
  #isolation: Promise<Isolation> | undefined;

  constructor(dir: string, settings: ExecutionSettings) {
    this.#dir = dir;
    this.#settings = settings;
    this.root = makeCodeRoot(dir);
    removeDead(join(this.root, 'env'));
  }

  runtimeFolder(): Promise<RuntimeFolder> {
    this.#runtimeFolder ??= makeRuntimeFolder(this.root, [this.#dir, process.cwd()]);
    return this.#runtimeFolder;
  }

  isolation(sources: Sources): Promise<Isolation> {
    this.#isolation ??= this.#chooseIsolation(sources);
    return this.#isolation;
  }

  noteBinary(runtime: string, { version }: RuntimeBinary): void {
    const [, language = '', wanted = ''] = /^(node|python)(?:js)?([\d.]+\d|\d+)/.exec(runtime) ?? [];
    if (language === '' || version.startsWith(`${wanted}.`)) return;
    const name = `SHIP_${language.toUpperCase()}${wanted.replace('.', '')}`;
    this.note(`${runtime} runs on version ${version}: ${name} or ${language}${wanted} on the PATH would be used.`);
  }

  /** One line in `<dir>/execution.log`, once for each text. */
  note(text: string): void {
    if (this.#noted.has(text)) return;
    this.#noted.add(text);
    mkdirSync(this.#dir, { recursive: true });
    appendFileSync(join(this.#dir, 'execution.log'), `${new Date().toISOString()} ${text}\n`);
  }

  async #chooseIsolation(sources: Sources): Promise<Isolation> {
    const chosen = await this.#findIsolation(sources);
    this.note(`Isolation: ${chosen.name}.`);
    return chosen;
  }

  async #findIsolation(sources: Sources): Promise<Isolation> {
    const asked = this.#settings.isolation;
    if (asked === 'plain' || process.platform !== 'linux') return plain;
    const binary = findOnPath('bwrap');
    const wrapped = binary && bubblewrap(binary);
    if (wrapped && (await works(wrapped, sources))) return wrapped;
    if (asked === 'bubblewrap') throw new Error('Bubblewrap (bwrap) is not installed, or not permitted here.');
    return plain;
  }
}

/** Folders of servers that are gone. */
function removeDead(folder: string): void {
  for (const name of readdirIfThere(folder))
    if (/^\d+$/.test(name) && !isAlive(Number(name))) rmSync(join(folder, name), { recursive: true, force: true });
}

function readdirIfThere(folder: string): string[] {
  return lstatSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
