import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { sourceUnreadable } from '../../../errors/catalogue/init-errors.ts';
import {
  asText,
  asList,
  asObject,
  compact,
  isObject,
  type Draft,
  type DraftFunction,
  type Settings,
} from '../draft.ts';
import { findEntry, isNode, raiseRuntime } from '../find-entry.ts';
import { readRolePolicies, roleIdOf } from '../read-role-policies.ts';
import { readYaml } from '../read-yaml.ts';
import { readAuthorizers, type Authorizers } from './read-authorizers.ts';
import { leftOf, pluginSettings } from './known-keys.ts';
import { readEvents } from './read-events.ts';
import { bundlePatterns, folderPatterns, patternsOf } from './read-package.ts';
import { bucketsOf } from './read-sources.ts';
import { readSettings, readStatements } from './read-settings.ts';
import { isUnresolved, resolveVariables } from './resolve-variables.ts';

interface Place {
  readonly root: string;
  readonly provider: Settings;
  readonly packaging: unknown;
  readonly resources: Settings;
  readonly authorizers: Authorizers;
  readonly note: (text: string) => void;
}

/** A `serverless.yml` as a draft. `root`: its folder. */
export function migrateServerless(root: string, file: string): Draft {
  const raw = readYaml(file);
  const document = resolveVariables(raw, (path) => readBeside(dirname(file), path));
  const provider = asObject(document['provider']);
  refuseOther(file, provider['name'] ?? document['provider']);
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  // A list of files with functions in each is usual, too.
  const functions = asList(document['functions']).flatMap((part) =>
    isUnresolved(part) ? [] : Object.entries(asObject(part)),
  );
  const all = readResources(document);
  const authorizers = readAuthorizers(provider, new Set(functions.map(([name]) => name)), all, note);
  const place: Place = { root, provider, packaging: document['package'], resources: all, authorizers, note };
  const read = functions.map(([name, written]) => readFunction(name, asObject(written), place));
  noteRest(document, pluginSettings(raw), note);
  const queues = new Set(read.flatMap(({ draft }) => draft.events.map((event) => event['name'])));
  const roles = new Set(
    [provider['role'], ...functions.map(([, written]) => asObject(written)['role'])].map((role) => roleIdOf(role, all)),
  );
  const resources = Object.entries(all).filter(([id]) => !queues.has(id) && !roles.has(id));
  return {
    name:
      typeof document['service'] === 'string'
        ? document['service']
        : asText(asObject(document['service'])['name'] ?? relative('..', root)),
    functions: read.map(({ draft }) => draft),
    defaults: readDefaults(provider, all, note),
    authorizers: authorizers.all(),
    resources: {
      ...bucketsOf(read.flatMap(({ draft }) => draft.events)),
      ...withoutUnresolved(Object.fromEntries(resources), note),
    },
    cors: read.some(({ cors }) => cors) || Boolean(asObject(provider['httpApi'])['cors']),
    tags: asObject(provider['tags']),
    notTaken: [...notes],
  };
}

const readBeside = (folder: string, path: string): unknown =>
  /\.(ya?ml|json)$/.test(path) && existsSync(join(folder, path)) ? readYaml(join(folder, path)) : undefined;

// 1024 MB and 6 seconds are what the Serverless Framework gives a function that says nothing.
function readDefaults(provider: Settings, resources: Settings, note: (text: string) => void): Settings {
  const role = asObject(asObject(provider['iam'])['role']);
  const statements = [...asList(provider['iamRoleStatements']), ...asList(role['statements'])];
  const { runtime, note: raised } = raiseRuntime(provider['runtime']);
  if (raised) note(raised);
  const managed = asList(role['managedPolicies']).filter((one) => typeof one === 'string');
  return compact({
    runtime,
    memory: 1024,
    timeout: 6,
    ...readSettings(provider, note),
    tracing: asObject(provider['tracing'])['lambda'] === undefined ? undefined : true,
    policies: [
      ...readStatements(statements, note),
      ...managed,
      ...readRolePolicies(provider['role'] ?? textOf(asObject(provider['iam'])['role']), resources, note),
    ],
  });
}

function readFunction(name: string, written: Settings, place: Place): { draft: DraftFunction; cors: boolean } {
  const note = (text: string): void => place.note(`${name}: ${text}`);
  const payload = asText(asObject(place.provider['httpApi'])['payload'] ?? '2.0') === '1.0' ? '1.0' : '2.0';
  const { authorizers } = place;
  const read = readEvents(written['events'], {
    function: name,
    httpApiPayload: payload,
    authorizers,
    note: place.note,
  });
  for (const key of leftOf('function', written)) note(`${key} is not taken over`);
  const { runtime, note: raised } = raiseRuntime(written['runtime']);
  if (raised) note(raised);
  const config = compact({
    ...readCode(written, place, note),
    description: written['description'],
    runtime,
    ...readSettings(written, note),
    tracing: /^(active|true)$/i.test(asText(written['tracing'])) ? true : undefined,
    policies: [
      ...readStatements(written['iamRoleStatements'], note),
      ...readRolePolicies(written['role'], place.resources, note),
    ],
  });
  return { draft: { name, config, routes: read.routes, events: read.events }, cors: read.cors };
}

const textOf = (role: unknown): unknown => (isObject(role) && !('Fn::GetAtt' in role) ? undefined : role);

function readCode(written: Settings, place: Place, note: (text: string) => void): Settings {
  const { root, provider, packaging } = place;
  const handler = asText(written['handler'] ?? 'index.handler');
  const patterns = patternsOf(packaging, written['package']);
  const zip = asObject(written['package'])['artifact'] ?? asObject(packaging)['artifact'];
  const isBundled = isNode(written['runtime'] ?? provider['runtime']);
  const entry = isBundled ? findEntry(root, '.', handler) : undefined;
  if (entry) return { ...entry, ...bundlePatterns(place.root, patterns, place.note) };
  if (typeof zip === 'string') return { zip: zip.replace(/^\.\//, ''), handler };
  if (isBundled) {
    note(`there is no file for its handler ${handler}; build it, then correct entry`);
    return { entry: `${handler.slice(0, handler.lastIndexOf('.'))}.js`, handler: handler.split('.').at(-1) };
  }
  note(
    'it is no Node.js function: its folder is shipped as it is, with what lies in it; the local AWS does not run it',
  );
  return { folder: '.', handler, ...folderPatterns(patterns) };
}

function readResources(document: Settings): Settings {
  const parts = asList(document['resources']).map((part) => asObject(asObject(part)['Resources']));
  return Object.assign({}, ...parts) as Settings;
}

function withoutUnresolved(resources: Settings, note: (text: string) => void): Settings {
  const kept = Object.entries(resources).filter(([id, resource]) => {
    const isWhole = !JSON.stringify(resource).includes('$unresolved') && isObject(resource);
    if (!isWhole) note(`resource ${id}: it needs a value that only the other tool knows`);
    return isWhole;
  });
  return Object.fromEntries(kept);
}

const rest: Readonly<Record<string, string>> = {
  plugins: 'ship bundles by itself; what plugins did else has to be done by other means',
  useDotenv:
    "ship reads no .env file: put process.loadEnvFile('.env') at the top of services.config.ts, or set the variables",
  layers: 'layers made here: name them at the function as { name, path }',
  stepFunctions: 'state machines stay in a stack of their own',
  outputs: 'ship status tells the URLs',
};

function noteRest(document: Settings, ofPlugins: readonly string[], note: (text: string) => void): void {
  for (const key of leftOf('document', document)) note(`${key}: ship knows nothing like it; it stays behind`);
  for (const key of leftOf('provider', document['provider'])) note(`provider.${key} is not taken over`);
  const { region, profile, apiGateway, httpApi } = asObject(document['provider']);
  for (const key of leftOf('apiGateway', apiGateway)) note(`provider.apiGateway.${key} is not taken over`);
  for (const key of leftOf('provider.httpApi', httpApi)) note(`provider.httpApi.${key} is not taken over`);
  for (const [key, value] of Object.entries({ region, profile }))
    if (typeof value === 'string') note(`provider.${key} ${value}: say it in environments, with the account's number`);
  if (ofPlugins.length > 0) note(`custom (${ofPlugins.join(', ')}): these are settings of plugins`);
  for (const [key, why] of Object.entries(rest)) {
    const names = asList(document[key]).filter((one) => typeof one === 'string');
    if (document[key] !== undefined) note(`${key}${names.length > 0 ? ` (${names.join(', ')})` : ''}: ${why}`);
  }
  for (const part of asList(document['functions']).filter(isUnresolved))
    note(`functions ${part.$unresolved}: they are in a file that was not read: only YAML and JSON are`);
}

/** The Serverless Framework deploys to others, too. */
function refuseOther(file: string, name: unknown): void {
  if (typeof name === 'string' && name !== 'aws')
    throw sourceUnreadable(basename(file), `Its provider is ${name}, and ship deploys to AWS Lambda alone.`);
}
