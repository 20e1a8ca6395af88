import { resolve } from 'node:path';
import type { Authorizer, Environment, Service } from '../../model/service.ts';
import type { ParsedConfig } from '../check/check-schema.ts';
import { functionInputs, mainKey, type ServiceInput } from './function-input.ts';
import { makeBudgets } from './make-budgets.ts';
import type { EnvironmentInput } from './make-environments.ts';
import { makeFunction } from './make-function.ts';
import { importSettings, makeImports } from './make-imports.ts';
import { makeAuthorizer, makeCors, makeRoutes } from './make-routes.ts';
import { makeHooks, makeSmokeTests } from './make-smoke.ts';
import { makeOwnOpenApi, type OpenApiFile } from './make-own-openapi.ts';
import { makeBake, makeStrategy } from './make-strategy.ts';
import { makeWatch } from './make-watch.ts';
import { mergeSettings, type Settings } from './merge-settings.ts';
import type { PolicyPlace } from './resource-arn.ts';

/** What normalising needs to know besides the config itself. */
export interface ConfigPlace {
  /** Absolute folder of the config file. */
  readonly root: string;
  /** `esm` where the folder's package.json says `"type": "module"`. */
  readonly moduleFormatOf: (folder: string) => 'esm' | 'cjs';
  /** By service name; of those that name one. */
  readonly openApi?: ReadonlyMap<string, OpenApiFile>;
}

export interface ServicePlace extends ConfigPlace {
  readonly config: ParsedConfig;
  readonly environment: Environment;
  /** Names of services that are called in the environment's base. */
  readonly fromBase?: ReadonlySet<string>;
}

type Overrides = NonNullable<EnvironmentInput['services']>[string];

/** A service as it is in one environment. References are resolved by name only; the rules say which lead nowhere. */
export function makeService(name: string, input: ServiceInput, place: ServicePlace): Service {
  const root = serviceRoot(name, input, place);
  const overrides = writtenOf(place)?.services?.[name] ?? {};
  const imports = makeImports(input.imports ?? {}, exportedName(place));
  const functions = makeFunctions(name, input, overrides, { ...place, root, imports: importSettings(imports) });
  const timeoutMsOf = (key: string): number =>
    (functions.find((definition) => definition.key === key)?.timeoutSeconds ?? 30) * 1000;
  const own = makeOwnOpenApi(place.openApi?.get(name));
  const cors = makeCors(overrides.cors ?? input.cors ?? false);
  return {
    name,
    root,
    environment: place.environment,
    main: mainKey,
    functions,
    routes: makeRoutes(input.routes ?? {}, {
      payloadOf: payloadOf(input),
      operationOf: own?.operationOf ?? (() => undefined),
    }),
    ...(own !== undefined && { openapi: own.openapi }),
    authorizers: makeAuthorizers(input, overrides, place),
    ...(cors !== undefined && { cors }),
    smoke: makeSmokeTests(input.smoke ?? [], timeoutMsOf),
    hooks: makeHooks(input.hooks ?? [], timeoutMsOf),
    strategy: makeStrategy(overrides.strategy ?? input.strategy),
    bake: makeBake([input.bake, overrides.bake]),
    budgets: makeBudgets(input.budgets ?? {}),
    resources: input.resources ?? {},
    exports: Object.entries(input.exports ?? {}).map(([one, key]) => ({ name: one, function: key })),
    ...(imports.length > 0 && { imports }),
    ...(input.description !== undefined && { description: input.description }),
    keepReleases: overrides.keepReleases ?? input.keepReleases ?? 10,
    tags: makeTags(input, place.environment),
    ...(input.ignore !== undefined && { ignore: input.ignore }),
    watch: makeWatch([writtenOf(place)?.watch, input.watch, overrides.watch]),
  };
}

function makeTags({ tags = {} }: ServiceInput, { template, ttlDays }: Environment): Service['tags'] {
  return {
    ...tags,
    ...(template !== undefined && { 'ship:template': template }),
    ...(ttlDays !== undefined && { 'ship:ttl-days': String(ttlDays) }),
  };
}

export function serviceRoot(name: string, input: ServiceInput, place: ConfigPlace): string {
  return resolve(place.root, input.root ?? `services/${name}`);
}

/** What the config says of the environment, or of the template that it is made from. */
const writtenOf = ({ config, environment }: ServicePlace): EnvironmentInput | undefined =>
  config.environments?.[environment.template ?? environment.name];

/** `production-orders-invoice` */
export function lambdaName(environment: string, service: string, key: string): string {
  return `${environment}-${service}-${key}`;
}

type RootedPlace = ServicePlace & { readonly root: string; readonly imports: Settings };

function makeFunctions(
  name: string,
  input: ServiceInput,
  overrides: Overrides,
  place: RootedPlace,
): Service['functions'] {
  const policies = policyPlace(name, input, place.environment.name);
  const moduleFormat = place.moduleFormatOf(place.root);
  return functionInputs(input).map(([key, definition]) =>
    makeFunction(key, definition, settingsOf(key, definition, input, overrides, place), {
      root: place.root,
      moduleFormat,
      lambdaName: lambdaName(place.environment.name, name, key),
      policies,
    }),
  );
}

// The more specific place wins; of two equally specific ones the environment's.
function settingsOf(
  key: string,
  definition: Settings,
  input: ServiceInput,
  overrides: Overrides,
  place: RootedPlace,
): Settings {
  return mergeSettings([
    place.imports,
    place.config.defaults,
    writtenOf(place)?.defaults,
    input.defaults,
    overrides.defaults,
    definition,
    overrides.functions?.[key],
  ]);
}

export function policyPlace(name: string, input: ServiceInput, environment: string): PolicyPlace {
  const inputs = functionInputs(input);
  const ownOf = (type: 'queue' | 'topic'): ReadonlySet<string> => {
    const events = inputs.flatMap(([, definition]) => definition.events ?? []);
    return new Set(events.flatMap((event) => (event.type === type && event.arn === undefined ? [event.name] : [])));
  };
  const resources = Object.entries(input.resources ?? {});
  return {
    resources: new Set(Object.keys(input.resources ?? {})),
    types: new Map(resources.map(([id, { Type }]) => [id, Type])),
    rooted: new Set(resources.flatMap(([id, one]) => (isRooted(one.Properties?.['Name']) ? [id] : []))),
    queues: ownOf('queue'),
    topics: ownOf('topic'),
    lambdaNames: new Map(inputs.map(([key]) => [key, lambdaName(environment, name, key)])),
  };
}

const isRooted = (name: unknown): boolean => typeof name === 'string' && name.startsWith('/');

function payloadOf(input: ServiceInput): (functionKey: string) => '1.0' | '2.0' {
  const inputs = new Map(functionInputs(input));
  return (key) => inputs.get(key)?.payload ?? input.payload ?? '2.0';
}

function makeAuthorizers(input: ServiceInput, overrides: Overrides, place: ServicePlace): readonly Authorizer[] {
  return Object.entries(input.authorizers ?? {}).map(([name, written]) =>
    makeAuthorizer(name, { ...written, ...overrides.authorizers?.[name] }, exportedName(place)),
  );
}

/** Name on Lambda of what another service exports. */
function exportedName(place: ServicePlace): (service: string, exportName: string) => string {
  return (service, exportName) => {
    const key = place.config.services[service]?.exports?.[exportName] ?? exportName;
    const { name, base = name } = place.environment;
    return lambdaName(place.fromBase?.has(service) ? base : name, service, key);
  };
}
