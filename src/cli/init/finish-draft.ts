import {
  asList,
  asObject,
  compact,
  fromEnvironment,
  isCode,
  isObject,
  type Draft,
  type DraftFunction,
  type Settings,
} from './draft.ts';
import { keepResources } from './keep-resources.ts';
import { layeredBundle } from './layer-packages.ts';
import { queueNames, renameQueues } from './rename-queues.ts';
import { referencesOf } from './references.ts';

export interface FinishedDraft {
  readonly name: string;
  /** A service as `services.config.ts` has it; pieces of code are `{ $code }`. */
  readonly service: Settings;
  readonly notTaken: readonly string[];
  /** To be written beside the config: path -> text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Chooses the main function, gives keys, and takes out what refers to something that stays behind. */
export function finishDraft(root: string, written: Draft): FinishedDraft {
  const name = toName(written.name);
  const longest = longestName - `production-${name}-`.length;
  const shortName = (event: string): string => cut(event, longest);
  const queues = queueNames(written, shortName);
  const draft = renameQueues(written, queues);
  const { resources, notTaken } = keepResources(draft.resources);
  const notes = [...draft.notTaken, ...notTaken];
  const keyOf = makeKeys(draft.functions, longest);
  const known = new Set([...Object.keys(resources), ...queues.values()]);
  const clean = (settings: Settings, of: string): Settings => cleanSettings(settings, of, known, notes);
  const configs = draft.functions.map((one) => {
    const near = one.events.filter((event) => isNear(event, known, one.name, notes));
    const named = near.map((event) => ({ ...event, name: shortName(String(event['name'])) }));
    const events = named.length > 0 ? { events: named } : {};
    const config = { ...one.config, ...bundleOf(root, one, draft), ...roomForTwo(one, notes), ...events };
    return [keyOf(one.name), clean(config, one.name)] as const;
  });
  const main = configs.find(([key]) => key === 'main')?.[1] ?? {};
  const service = compact({
    root: written.folder ?? '.',
    main: short(main),
    functions: Object.fromEntries(configs.filter(([key]) => key !== 'main').map(([key, one]) => [key, short(one)])),
    defaults: clean(draft.defaults, 'the defaults'),
    ...makeRoutes(draft, keyOf, notes),
    authorizers: Object.fromEntries(
      Object.entries(draft.authorizers).map(([name, one]) => [name, withKey(one, keyOf)]),
    ),
    ...(draft.cors && { cors: true }),
    resources,
    tags: draft.tags,
  });
  return { name, service, notTaken: notes, files: draft.files ?? {} };
}

/** What an event comes from has to be there: a table, a stream or a bucket of the config, or one named by ARN or name. */
function isNear(event: Settings, known: ReadonlySet<string>, of: string, notes: string[]): boolean {
  const [place] = ['table', 'stream', 'bucket'].flatMap((key) => (typeof event[key] === 'string' ? [event[key]] : []));
  // Logical ids begin with a capital letter, names of buckets never do.
  const isId = place !== undefined && /^[A-Z]/.test(place);
  const missing = isId
    ? [place].find((id) => !known.has(id))
    : referencesOf({ arn: event['arn'] }).find((id) => !known.has(id));
  if (missing !== undefined)
    notes.push(
      `event ${String(event['name'])} of ${of}: it comes from ${missing}, which is not taken over; name it by its ARN`,
    );
  return missing === undefined;
}

/** While a release goes live two versions are warm: half of what is reserved is all that can be provisioned. */
function roomForTwo({ name, config }: DraftFunction, notes: string[]): Settings {
  const [reserved, provisioned] = [config['reservedConcurrency'], config['provisionedConcurrency']];
  if (typeof reserved !== 'number' || typeof provisioned !== 'number' || reserved >= 2 * provisioned) return {};
  notes.push(`${name}: reservedConcurrency has become ${2 * provisioned}, for two releases are warm during a switch`);
  return { reservedConcurrency: 2 * provisioned };
}

function bundleOf(root: string, one: DraftFunction, draft: Draft): Settings {
  const { bundle } = layeredBundle(root, one, draft);
  return compact({ bundle: { ...asObject(one.config['bundle']), ...asObject(bundle) } });
}

/** The one with the most routes is main; names become letters, digits and hyphens. */
function makeKeys(functions: readonly DraftFunction[], longest: number): (name: string) => string {
  const [main] = functions.toSorted((a, b) => b.routes.length - a.routes.length);
  const keys = new Map<string, string>();
  for (const { name } of functions) {
    const plain =
      name === main?.name
        ? 'main'
        : cut(name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^[^A-Za-z]+|-$/g, ''), longest);
    const taken = new Set([...keys.values(), ...(name === main?.name ? [] : ['main'])]);
    keys.set(
      name,
      taken.has(plain) || plain === '' ? `${cut(plain || 'function', longest - 3)}-${keys.size + 1}` : plain,
    );
  }
  return (name) => keys.get(name) ?? name;
}

/** Of functions and rules, with environment and service in front. */
const longestName = 64;

/** At the end of a word, where there is one: the last words say most. */
const cut = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : text
        .slice(-longest)
        .replace(/^[^-]*-(?=.{4})|^[^A-Za-z]+/, '')
        .replace(/^[^A-Za-z]+/, '') || text.slice(0, longest);

/** `Order Service` -> `order-service` */
export function toName(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, 30).replace(/-$/, '') || 'service';
}

const short = (config: Settings): unknown => (Object.keys(config).join() === 'entry' ? config['entry'] : config);

function withKey(authorizer: Settings, keyOf: (name: string) => string): Settings {
  const name = authorizer['function'];
  return typeof name === 'string' ? { ...authorizer, function: keyOf(name) } : authorizer;
}

function makeRoutes(draft: Draft, keyOf: (name: string) => string, notes: string[]): Settings {
  const all = draft.functions.flatMap((one) => one.routes.map((route) => ({ ...route, function: keyOf(one.name) })));
  const restful = all.filter(({ payload }) => payload === '1.0').length;
  const usual = restful * 2 > all.length ? '1.0' : '2.0';
  const routes: Record<string, unknown> = {};
  for (const { key, function: target, payload, authorizer, scopes } of all) {
    if (Object.hasOwn(routes, key)) notes.push(`route ${key}: it was there twice; the first one is kept`);
    else if (payload === usual && authorizer === undefined) routes[key] = target;
    else
      routes[key] = compact({ function: target, authorizer, scopes, payload: payload === usual ? undefined : payload });
  }
  return { ...(usual === '1.0' && { payload: usual }), routes: { ...routes, ...draft.proxies } };
}

/** Variables that refer to what stays behind come from the deploying machine; other settings go. */
function cleanSettings(settings: Settings, of: string, known: ReadonlySet<string>, notes: string[]): Settings {
  const leadsAway = (value: unknown): string | undefined => referencesOf(value).find((id) => !known.has(id));
  const entries = Object.entries(settings).map(([key, value]): readonly [string, unknown] => {
    if (key === 'environment' && isObject(value)) return [key, cleanVariables(value, of, leadsAway, notes)];
    if (key === 'policies' && Array.isArray(value)) return [key, cleanPolicies(value, of, leadsAway, notes)];
    return [key, value];
  });
  return compact(Object.fromEntries(entries));
}

type LeadsAway = (value: unknown) => string | undefined;

function cleanVariables(variables: Settings, of: string, leadsAway: LeadsAway, notes: string[]): Settings {
  const entries = Object.entries(variables).map(([name, value]) => {
    const missing = isCode(value) ? undefined : (dynamicReference(value) ?? leadsAway(value));
    if (missing === undefined) return [name, value] as const;
    notes.push(
      `variable ${name} of ${of}: it refers to ${missing}; it is read from the environment of the deploy instead`,
    );
    return [name, fromEnvironment(name)] as const;
  });
  return Object.fromEntries(entries);
}

/** Only CloudFormation resolves it, and ship tells Lambda the variables. */
const dynamicReference = (value: unknown): string | undefined =>
  /\{\{resolve:[^}]*\}\}/.exec(JSON.stringify(value))?.[0];

function cleanPolicies(
  policies: readonly unknown[],
  of: string,
  leadsAway: LeadsAway,
  notes: string[],
): readonly unknown[] {
  return policies.flatMap((policy) => {
    const missing = leadsAway(policy);
    if (missing === undefined) return [policy];
    notes.push(`a permission of ${of}: it refers to ${missing}; add it with the ARN`);
    const { Resource, ...rest } = asObject(policy);
    const near = asList(Resource).filter((one) => leadsAway(one) === undefined);
    return near.length > 0 && leadsAway(rest) === undefined ? [{ ...rest, Resource: near }] : [];
  });
}
