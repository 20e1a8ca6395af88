import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, asText, isObject, type Settings } from '../draft.ts';
import { readYaml } from '../read-yaml.ts';
import { referencesOf } from '../references.ts';
import { importing, mapReferences, type Replace } from './map-references.ts';
import type { Stack } from './read-assembly.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Settings;
  readonly Metadata: Settings;
  readonly [attribute: string]: unknown;
}

export type Resources = Readonly<Record<string, Resource>>;

export const isFunction = (resource: Resource): boolean => resource.Type === 'AWS::Lambda::Function';

/** The resources of a stack with those of its nested stacks, and parameters replaced by what is known of them. */
export function wholeTemplate({ folder, template }: Pick<Stack, 'folder' | 'template'>): Settings {
  const own = asObject(substitute(template, parametersOf(template)));
  const nested = new Map<string, Settings>();
  for (const [id, resource] of Object.entries(asObject(own['Resources']))) {
    const { Type, Properties, Metadata } = asObject(resource);
    const file = join(folder, asText(asObject(Metadata)['aws:asset:path']));
    if (Type !== 'AWS::CloudFormation::Stack' || !file.endsWith('.json') || !existsSync(file)) continue;
    const given = new Map(Object.entries(asObject(asObject(Properties)['Parameters'])));
    nested.set(id, wholeTemplate({ folder, template: asObject(substitute(readYaml(file), given)) }));
  }
  const outputs: Replace = (id, attribute = '') =>
    asObject(asObject(nested.get(id)?.['Outputs'])[attribute.replace(/^Outputs\./, '')])['Value'];
  const rest = Object.entries(asObject(own['Resources'])).filter(([id]) => !nested.has(id));
  const inner = [...nested.values()].map((one) => asObject(one['Resources']));
  return asObject(mapReferences({ ...own, Resources: Object.assign(Object.fromEntries(rest), ...inner) }, outputs));
}

/** A parameter that CloudFormation reads from Parameter Store has the name there as its default, not its value. */
function parametersOf(template: Settings): ReadonlyMap<string, unknown> {
  const all = Object.entries(asObject(template['Parameters'])).flatMap(([name, parameter]) => {
    const { Type, Default } = asObject(parameter);
    return Default === undefined || asText(Type).startsWith('AWS::SSM::') ? [] : [[name, Default] as const];
  });
  return new Map(all);
}

const substitute = (value: unknown, values: ReadonlyMap<string, unknown>): unknown =>
  mapReferences(value, (id, attribute) => (attribute === undefined ? values.get(id) : undefined));

/**
 * The resources of each stack that has functions. What it imports from a stack without any (a table, a bucket) comes
 * along; between two stacks with functions the import stays.
 */
export function joinStacks(
  stacks: readonly Stack[],
): readonly { readonly stack: Stack; readonly resources: Resources }[] {
  const whole = stacks.map((stack) => ({ stack, template: wholeTemplate(stack) }));
  const resourcesOf = ({ stack, template }: { readonly stack: Stack; readonly template: Settings }): Resources =>
    toResources(template['Resources'], stack.path);
  const services = whole.filter((one) => Object.values(resourcesOf(one)).some(isFunction));
  const others = whole.filter((one) => !services.includes(one));
  const shared = Object.assign({}, ...others.map(resourcesOf)) as Resources;
  const exported = new Map(
    others.flatMap(({ template }) => Object.values(asObject(template['Outputs'])).flatMap(exportOf)),
  );
  const replace: Replace = (id, attribute) => (attribute === importing ? exported.get(id) : undefined);
  return services.map((one) => ({
    stack: one.stack,
    resources: withShared(asObject(mapReferences(resourcesOf(one), replace)) as Resources, shared),
  }));
}

function exportOf(output: unknown): readonly (readonly [string, unknown])[] {
  const { Value, Export } = asObject(output);
  const name = asObject(Export)['Name'];
  return typeof name === 'string' ? [[name, Value]] : [];
}

/** The path of each is made relative to its stack. */
const toResources = (written: unknown, stackPath: string): Resources =>
  Object.fromEntries(
    Object.entries(asObject(written)).flatMap(([id, one]) => {
      if (!isObject(one)) return [];
      const metadata = asObject(one['Metadata']);
      const path = asText(metadata['aws:cdk:path']);
      const relative = path.startsWith(`${stackPath}/`)
        ? path.slice(stackPath.length + 1)
        : path.split('/').slice(1).join('/');
      const Metadata = { ...metadata, 'aws:cdk:path': relative };
      return [[id, { ...one, Type: asText(one['Type']), Properties: asObject(one['Properties']), Metadata }]];
    }),
  );

/** With what the resources refer to and only the others have, and what that refers to. */
function withShared(resources: Resources, shared: Resources): Resources {
  const missing = referencesOf(resources).filter((id) => !Object.hasOwn(resources, id) && Object.hasOwn(shared, id));
  if (missing.length === 0) return resources;
  const added = Object.fromEntries(missing.flatMap((id) => (shared[id] ? [[id, shared[id]] as const] : [])));
  return withShared({ ...resources, ...added }, shared);
}
