/** What was read from another tool's file, before it becomes a service of ship. */
export interface Draft {
  readonly name: string;
  /** Of the service's code, relative to the config; absent: beside it. */
  readonly folder?: string;
  readonly functions: readonly DraftFunction[];
  /** Settings for all functions. */
  readonly defaults: Settings;
  readonly authorizers: Readonly<Record<string, Settings>>;
  readonly resources: Readonly<Record<string, unknown>>;
  readonly cors: boolean;
  readonly tags: Settings;
  /** Route key -> all about it, for routes that another server answers. */
  readonly proxies?: Readonly<Record<string, Settings>>;
  /** Code that was written into the other tool's file: path -> text. */
  readonly files?: Readonly<Record<string, string>>;
  /** One sentence each: what was left out, and why or what to do. */
  readonly notTaken: readonly string[];
}

/** Keys as `services.config.ts` has them. */
export type Settings = Readonly<Record<string, unknown>>;

export interface DraftFunction {
  /** As the other tool calls it. */
  readonly name: string;
  readonly config: Settings;
  readonly routes: readonly DraftRoute[];
  readonly events: readonly Settings[];
}

export interface DraftRoute {
  /** `GET /orders/{id}` */
  readonly key: string;
  /** REST APIs send 1.0. */
  readonly payload: '1.0' | '2.0';
  readonly authorizer?: string;
  readonly scopes?: readonly string[];
}

/** A piece of the config that is written as code: `process.env['X'] ?? ''`. */
export interface Code {
  readonly $code: string;
}

export const isCode = (value: unknown): value is Code => isObject(value) && typeof value['$code'] === 'string';

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const asObject = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Text, numbers and yes or no as text; anything else is not there. */
export function asText(value: unknown, otherwise = ''): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : otherwise;
}

/** Without the members that are undefined or empty objects and lists. */
export function compact(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

/** The value of this environment variable of the machine that deploys. */
export const fromEnvironment = (name: string, fallback = ''): Code => ({
  $code: `process.env[${quote(name)}] ?? ${quote(fallback)}`,
});

/** Lines, controls and what turns the direction of text: none of them ends a literal, or hides what it says. */
const unprintable = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu;

const spelled = (sign: string): string =>
  sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const quote = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll(unprintable, spelled)}'`;

/** The same for a piece of a template literal. */
export const quoteTemplate = (text: string): string =>
  text.replaceAll(/[\\`]|\$\{/g, String.raw`\$&`).replaceAll(unprintable, spelled);
