import { basename, posix } from 'node:path';
import { asText, asList, asObject, compact, type Draft, type DraftFunction, type Settings } from '../draft.ts';
import { findEntry, isNode } from '../find-entry.ts';
import { leftKeys } from '../left-keys.ts';
import { readFunctionSettings } from '../read-function-settings.ts';
import { readRolePolicies, roleIdOf } from '../read-role-policies.ts';
import { readYaml } from '../read-yaml.ts';
import { readSamAuthorizers, type SamAuthorizers } from './read-sam-authorizers.ts';
import { readSamEvents } from './read-sam-events.ts';
import { readSamPolicies } from './read-sam-policies.ts';
import { substituteParameters } from './substitute-parameters.ts';

interface Place {
  readonly root: string;
  readonly resources: Settings;
  readonly globals: Settings;
  readonly layers: ReadonlyMap<string, Settings>;
  readonly authorizers: SamAuthorizers;
  readonly note: (text: string) => void;
}

/** A SAM template as a draft. `root`: its folder. */
export function migrateSam(root: string, file: string): Draft {
  const template = substituteParameters(readYaml(file));
  const all = Object.entries(asObject(template['Resources'])).map(([id, one]) => [id, asObject(one)] as const);
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  const globals = asObject(template['Globals']);
  const ofType = (type: string) => all.filter(([, one]) => one['Type'] === `AWS::Serverless::${type}`);
  const authorizers = readSamAuthorizers([...ofType('Api'), ...ofType('HttpApi')], globals, note);
  const place: Place = {
    root,
    resources: Object.fromEntries(all),
    globals: asObject(globals['Function']),
    layers: readLayers(ofType('LayerVersion')),
    authorizers,
    note,
  };
  const functions = ofType('Function').map(([id, one]) => readFunction(id, one, place));
  for (const key of ['Mappings', 'Conditions', 'Outputs'])
    if (template[key] !== undefined) note(`${key} of the template`);
  for (const key of leftKeys(place.globals, ofFunctions)) note(`Globals: ${key} is not taken over`);
  noteServerless(all, note);
  return {
    name: basename(root),
    functions,
    // What SAM gives a function that says nothing.
    defaults: { memory: 128, timeout: 3, ...readSamSettings(place.globals, place, note) },
    authorizers: authorizers.all(),
    resources: readResources(all, functions),
    cors: JSON.stringify([globals, ...ofType('Api'), ...ofType('HttpApi')]).includes('"Cors'),
    tags: {},
    notTaken: [...notes],
  };
}

/** Read here or elsewhere; ship gives names and publishes by itself. */
const ofFunctions =
  'Handler Runtime CodeUri Environment Events Policies Role MemorySize Timeout Layers VpcConfig Architectures Tracing EphemeralStorage ReservedConcurrentExecutions ProvisionedConcurrencyConfig AutoPublishAlias FunctionName Description'.split(
    ' ',
  );

function readFunction(name: string, resource: Settings, place: Place): DraftFunction {
  const properties = asObject(resource['Properties']);
  const note = (text: string): void => place.note(`${name}: ${text}`);
  for (const key of leftKeys(properties, ofFunctions)) note(`${key} is not taken over`);
  const { authorizers } = place;
  const read = readSamEvents(asObject(properties['Events']), {
    function: name,
    authorizerOf: authorizers.of,
    note: place.note,
  });
  const config = compact({
    ...readCode(resource, place, note),
    description: properties['Description'],
    ...readSamSettings(properties, place, note),
    policies: [
      ...readSamPolicies(properties['Policies'], note),
      ...readRolePolicies(properties['Role'], place.resources, note),
    ],
  });
  return { name, config, ...read };
}

const read = new Set(['Function', 'Api', 'HttpApi', 'LayerVersion', 'SimpleTable']);

/** What SAM would make of these is nothing that ship makes; the routes of an API may stand in a document of its own. */
function noteServerless(all: readonly (readonly [string, Settings])[], note: (text: string) => void): void {
  for (const [id, one] of all) {
    const kind = /^AWS::Serverless::(\w+)$/.exec(asText(one['Type']))?.[1];
    if (kind === undefined) continue;
    if (!read.has(kind)) note(`resource ${id}: AWS::Serverless::${kind} stays in a stack of its own`);
    const { DefinitionUri, DefinitionBody } = asObject(one['Properties']);
    if (kind.endsWith('Api') && (DefinitionUri !== undefined || DefinitionBody !== undefined))
      note(
        `${id}: routes that only its OpenAPI document names (${asText(DefinitionUri, 'DefinitionBody')}); write them in routes`,
      );
  }
}

function readSamSettings(written: Settings, { layers }: Pick<Place, 'layers'>, note: (text: string) => void): Settings {
  return compact({
    ...readFunctionSettings(written, layers, note),
    provisionedConcurrency: asObject(written['ProvisionedConcurrencyConfig'])['ProvisionedConcurrentExecutions'],
    tracing: written['Tracing'] === 'Active' ? true : undefined,
    policies: readSamPolicies(written['Policies'], note),
  });
}

function readCode(resource: Settings, { root, globals }: Place, note: (text: string) => void): Settings {
  const properties = { ...globals, ...asObject(resource['Properties']) };
  const handler = asText(properties['Handler'] ?? 'index.handler');
  const folder = typeof properties['CodeUri'] === 'string' ? properties['CodeUri'] : '.';
  const { BuildMethod, BuildProperties } = asObject(resource['Metadata']);
  if (BuildMethod !== undefined && BuildMethod !== 'esbuild')
    note(`BuildMethod ${asText(BuildMethod)}: ship bundles by itself; what else that build does has to be done before`);
  if (!isNode(properties['Runtime'])) {
    note(
      'it is no Node.js function: its folder is shipped as it is, with what lies in it; the local AWS does not run it',
    );
    return { folder: posix.normalize(folder).replace(/\/$/, ''), handler };
  }
  const points = asList(asObject(BuildProperties)['EntryPoints']);
  const exported = handler.split('.').at(-1);
  const fromBuild =
    typeof points[0] === 'string'
      ? findEntry(root, folder, `${points[0].replace(/\.\w+$/, '')}.${exported}`)
      : undefined;
  const entry = fromBuild ?? findEntry(root, folder, handler) ?? findEntry(root, folder, `src/${handler}`);
  if (entry) return entry;
  note(`there is no file for its handler ${handler} in ${folder}; build it, then correct entry`);
  return { entry: posix.join(folder, `${handler.slice(0, handler.lastIndexOf('.'))}.js`), handler: exported };
}

function readLayers(layers: readonly (readonly [string, Settings])[]): ReadonlyMap<string, Settings> {
  return new Map(
    layers.map(([id, layer]) => [
      id,
      { name: id, path: posix.normalize(asText(asObject(layer['Properties'])['ContentUri'])).replace(/\/$/, '') },
    ]),
  );
}

/** Plain CloudFormation stays what it is; SAM's simple table is a DynamoDB table. Queues that ship makes itself go. */
function readResources(all: readonly (readonly [string, Settings])[], functions: readonly DraftFunction[]): Settings {
  const queues = new Set(functions.flatMap(({ events }) => events.map((event) => event['name'])));
  const named = all.map(([, one]) => asObject(one['Properties'])['Role']);
  const roles = new Set(named.map((role) => roleIdOf(role, Object.fromEntries(all))));
  const kept = all.flatMap(([id, one]): (readonly [string, Settings])[] => {
    const type = asText(one['Type']);
    if (queues.has(id) || roles.has(id)) return [];
    if (type === 'AWS::Serverless::SimpleTable') return [[id, simpleTable(asObject(one['Properties']))]];
    return type.startsWith('AWS::Serverless::') ? [] : [[id, one]];
  });
  return Object.fromEntries(kept);
}

function simpleTable({ PrimaryKey, TableName }: Settings): Settings {
  const { Name = 'id', Type = 'String' } = asObject(PrimaryKey);
  const letter = asText(Type).charAt(0);
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: compact({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: Name, AttributeType: letter }],
      KeySchema: [{ AttributeName: Name, KeyType: 'HASH' }],
    }),
  };
}
