import type { Environment, Service } from '../model/service.ts';

/** `services.config.*` as the code reads it: validated as a whole, for every environment it names. */
export interface LoadedConfig {
  /** Absolute path of the config file. */
  readonly file: string;
  /** Absolute folder of the config file: everything else is relative to it, `.ship/` lies in it. */
  readonly root: string;
  /** Absolute paths of the files that it was read from: when none of them has changed, neither has it. */
  readonly inputs: readonly string[];
  /** `local` first, then by name. */
  readonly environments: readonly Environment[];
  /** What further environments are made from; their `name` is the pattern. */
  readonly templates: readonly EnvironmentTemplate[];
  /** The environment asked for. Throws UNKNOWN_ENVIRONMENT. */
  readonly environment: (name: string) => Environment;
  /**
   * All services as they are in that environment, by name; those of `fromBase` are called in its base. Throws
   * UNKNOWN_ENVIRONMENT.
   */
  readonly services: (environmentName: string, fromBase?: ReadonlySet<string>) => readonly Service[];
  /** One service. Throws UNKNOWN_SERVICE with the nearest name. */
  readonly service: (name: string, environmentName: string) => Service;
  /** Whom to tell about runs. */
  readonly notify: readonly NotifyTarget[];
  /** What works but is probably not meant, one line each. */
  readonly warnings: readonly string[];
}

export interface EnvironmentTemplate extends Environment {
  /** Its key in the config. */
  readonly key: string;
  /** `pr-*` */
  readonly pattern: string;
  /** The services as they are in all of them: the names have the pattern where an environment's name is. */
  readonly services: () => readonly Service[];
}

export interface NotifyTarget {
  /** Environment variable with the webhook's URL. */
  readonly urlFrom: string;
  readonly format: 'slack' | 'json';
  readonly on: readonly NotifyMoment[];
  /** Names. */
  readonly environments: readonly string[];
}

export type NotifyMoment = 'started' | 'live' | 'on-preview' | 'undone' | 'needs-person';

export interface LoadOptions {
  /** Where the search for `services.config.*` starts; goes up to the root of the file system. */
  readonly cwd: string;
  /** `--config`: this file and no search; relative to `cwd`. */
  readonly file?: string;
}
