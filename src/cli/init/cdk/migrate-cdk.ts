import { asList, asObject, asText, compact, type Draft, type DraftFunction, type Settings } from '../draft.ts';
import { readFunctionSettings } from '../read-function-settings.ts';
import { readRolePolicies } from '../read-role-policies.ts';
import { findAsset, readCode, type CodePlace } from './read-code.ts';
import { findSourceFolder, listCode } from './find-source-of.ts';
import { referredId } from '../references.ts';
import { ownParts, withoutHelpers } from './helpers-of-cdk.ts';
import { plainIds, toKebab } from './plain-ids.ts';
import { readAssembly, type Stack } from './read-assembly.ts';
import { readCdkAuthorizers } from './read-cdk-authorizers.ts';
import { readCdkEvents } from './read-cdk-events.ts';
import { readCdkRoutes } from './read-cdk-routes.ts';
import { simplifyJoins } from './simplify-joins.ts';
import { isFunction, joinStacks, type Resource, type Resources } from './whole-template.ts';

/** What `cdk synth` wrote, as one draft per stack that has functions. */
export function migrateCdk(root: string, folder: string): readonly Draft[] {
  const files = listCode(root);
  const seen = new Set<string>();
  return joinStacks(readAssembly(folder)).flatMap(({ stack, resources }) => {
    // Stages hold the same stacks once for every environment: the first one is as good as the others.
    const isAgain = seen.has(stack.name);
    seen.add(stack.name);
    const own = withoutHelpers(asObject(simplifyJoins(plainIds(resources))) as Resources);
    return isAgain || !Object.values(own).some(isFunction) ? [] : [migrateStack(root, stack, own, files)];
  });
}

function migrateStack(root: string, { name, folder }: Stack, resources: Resources, files: readonly string[]): Draft {
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  const written: Record<string, string> = {};
  const write = (file: string, text: string): string => {
    written[`inline/${file}`] = text;
    return `inline/${file}`;
  };
  const authorizers = readCdkAuthorizers(resources, note);
  const routes = readCdkRoutes(resources, authorizers, note);
  const events = readCdkEvents(resources, note);
  const layers = readLayers(resources, root, folder);
  const read = readFunction({ root, folder, files, note, write }, resources, layers);
  const functions = Object.entries(resources).flatMap(([id, one]): readonly DraftFunction[] => {
    const config = isFunction(one) ? read(id, one) : undefined;
    return config ? [{ name: toKebab(id), config, routes: routes.of(id), events: events(id) }] : [];
  });
  return {
    name: toKebab(name).replace(/-?stack$/, '') || name,
    functions,
    proxies: routes.proxies,
    authorizers: authorizers.all(),
    files: written,
    // What Lambda gives a function that says nothing.
    defaults: { memory: 128, timeout: 3 },
    resources: ownParts(resources, new Set(functions.flatMap((one) => one.events.map((event) => event['name'])))),
    cors: hasCors(resources),
    tags: {},
    notTaken: [...notes],
  };
}

type Read = (id: string, resource: Resource) => Settings | undefined;

function readFunction(place: CodePlace, resources: Resources, layers: ReadonlyMap<string, Settings>): Read {
  return (id, resource) => {
    const { Properties } = resource;
    const code = readCode(toKebab(id), resource, place);
    if (!code) return undefined;
    const note = (text: string): void => place.note(text.startsWith('runtime') ? text : `${toKebab(id)}: ${text}`);
    for (const key of ['DeadLetterConfig', 'FileSystemConfigs', 'SnapStart', 'CodeSigningConfigArn'])
      if (Properties[key] !== undefined) note(`${key} is not taken over`);
    return compact({
      ...code,
      description: Properties['Description'],
      ...readFunctionSettings(Properties, layers, note),
      provisionedConcurrency: provisionedOf(id, resources),
      tracing: asObject(Properties['TracingConfig'])['Mode'] === 'Active' ? true : undefined,
      logRetention: retentionOf(id, resource, resources),
      policies: readRolePolicies(Properties['Role'], resources, note),
    });
  };
}

/** It belongs to an alias. */
function provisionedOf(id: string, resources: Resources): unknown {
  const aliases = Object.values(resources).filter(
    ({ Type, Properties }) => Type === 'AWS::Lambda::Alias' && referredId(Properties['FunctionName']) === id,
  );
  return asObject(aliases[0]?.Properties['ProvisionedConcurrencyConfig'])['ProvisionedConcurrentExecutions'];
}

/** Of a log group that the function names, or that is named after it. */
function retentionOf(id: string, { Properties }: Resource, resources: Resources): unknown {
  const named = referredId(asObject(Properties['LoggingConfig'])['LogGroup']);
  const groups = Object.entries(resources).filter(
    ([group, { Type, Properties: of }]) =>
      /^(AWS::Logs::LogGroup|Custom::LogRetention)$/.test(Type) &&
      (group === named || asText(asObject(of['LogGroupName'])['Fn::Sub']) === `/aws/lambda/\${${id}}`),
  );
  return groups[0]?.[1].Properties['RetentionInDays'];
}

function readLayers(resources: Resources, root: string, folder: string): ReadonlyMap<string, Settings> {
  const layers = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::Lambda::LayerVersion');
  return new Map(
    layers.flatMap(([id, layer]) => {
      const asset = findAsset(layer, folder);
      return asset === undefined ? [] : [[id, { name: id, path: findSourceFolder(root, asset) }] as const];
    }),
  );
}

const hasCors = (resources: Resources): boolean =>
  Object.values(resources).some(
    ({ Type, Properties }) =>
      Properties['CorsConfiguration'] !== undefined ||
      (Type === 'AWS::ApiGateway::Method' &&
        Properties['HttpMethod'] === 'OPTIONS' &&
        asList(Properties['MethodResponses']).length > 0),
  );
