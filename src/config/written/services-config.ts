import type { FunctionSettings } from './function-config.ts';
import type { NotifyConfig } from './notify-config.ts';
import type { CorsConfig } from './route-config.ts';
import type { ServiceConfig } from './service-config.ts';
import type { BakeConfig, StrategyConfig } from './strategy-config.ts';
import type { WatchConfig } from './watch-config.ts';

/** What `services.config.ts` exports. Every key that has a default may be left out. */
export interface ServicesConfig {
  /** For JSON files: where the JSON Schema is that editors shall use. */
  readonly $schema?: string;
  /**
   * Named targets. `local` is always there: a local AWS on this machine that needs no account.
   * @default { local: { target: 'local' } }
   */
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
  /** Settings for every function of every service. The more specific place wins. */
  readonly defaults?: FunctionSettings;
  /** Whom to tell when a release goes live or does not. */
  readonly notify?: readonly NotifyConfig[];
  /** The services, by name: lower-case letters, digits and hyphens. */
  readonly services: Readonly<Record<string, ServiceConfig>>;
}

/** A named target: where services go, and what is different there. */
export interface EnvironmentConfig {
  /**
   * `local`: the local AWS that ship brings along. `aws`: an account.
   * @default 'aws', for the environment called `local`: 'local'
   */
  readonly target?: 'aws' | 'local';
  /** The account's 12 digits, in quotes. Credentials of another account are refused before anything is done. */
  readonly account?: string;
  /** Needed when the target is `aws`. */
  readonly region?: string;
  /** Profile of the AWS configuration files to take credentials from. */
  readonly profile?: string;
  /** ARN of a role to assume before anything else. */
  readonly role?: string;
  /**
   * Pattern such as `pr-*`. This is then no environment of its own but the template of every one whose name fits:
   * `--env pr-123`, made by the first deploy and taken away by `ship destroy --env pr-123`.
   */
  readonly template?: string;
  /**
   * Environment of the same account and region in which a service is called that is not deployed in this one: its
   * exports are then imported from there.
   */
  readonly base?: string;
  /** Of a template: days, written as the tag `ship:ttl-days` on everything that is made, for whoever cleans up. */
  readonly ttlDays?: number;
  /**
   * Asks for the typed name before something is removed.
   * @default false
   */
  readonly protected?: boolean;
  /** Settings for every function in this environment. */
  readonly defaults?: FunctionSettings;
  /** Alarms and dashboards in this environment: whom they tell, for one. Services may say otherwise. */
  readonly watch?: boolean | WatchConfig;
  /** What single services have different in this environment, by service name. */
  readonly services?: Readonly<Record<string, ServiceOverrides>>;
}

/** What a service has different in one environment. */
export interface ServiceOverrides {
  /** Settings for every function of the service in this environment. */
  readonly defaults?: FunctionSettings;
  /** Settings of single functions in this environment, by key (`main` for the main Lambda). */
  readonly functions?: Readonly<Record<string, FunctionSettings>>;
  /** Replaces the service's `cors`. */
  readonly cors?: boolean | CorsConfig;
  /** Members to replace in the service's JWT authorizers, by name: issuer and audience differ between environments. */
  readonly authorizers?: Readonly<Record<string, JwtOverrides>>;
  /** Replaces the service's `strategy`. */
  readonly strategy?: string | StrategyConfig;
  /** Members to replace in the service's `bake`. */
  readonly bake?: BakeConfig;
  /** Replaces the service's `keepReleases`. */
  readonly keepReleases?: number;
  /** Members to replace in the service's `watch`. */
  readonly watch?: boolean | WatchConfig;
}

/** What a JWT authorizer has different in one environment. */
export interface JwtOverrides {
  /** Issuer of the tokens, an https URL; for the local AWS also one on loopback. */
  readonly issuer?: string;
  /** Who the tokens must be for. */
  readonly audience?: readonly string[];
}
