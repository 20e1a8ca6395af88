import { call, pick, unlessMissing } from '../call.ts';
import type { ExistingContext, Made, ResourceContext, ResourceType } from '../resource-type.ts';
import { retype, toWire } from './wire.ts';

/** What the resources of one HTTP API have in common: routes, integrations, authorizers, deployments. */
export interface ApiPart {
  readonly type: string;
  /** AWS's noun in the operations (`Route`), and the member with its id on the wire (`routeId`). */
  readonly noun: string;
  readonly id: string;
  readonly properties: readonly string[];
  readonly required: readonly string[];
  readonly createOnly: readonly string[];
  readonly attributes: readonly string[];
  readonly numbers?: readonly string[];
  readonly booleans?: readonly string[];
  /** Further work on the input, once in wire names. */
  readonly adjust?: (input: Record<string, unknown>, context: ResourceContext) => Record<string, unknown>;
  /** What an update has to send so that members no longer in the template go. */
  readonly cleared?: (context: ExistingContext) => Record<string, unknown>;
}

export function apiPart(part: ApiPart): ResourceType {
  const inputOf = (context: ResourceContext): Record<string, unknown> => {
    const typed = retype(pick(context.properties, part.properties), part);
    const input = toWire(typed) as Record<string, unknown>;
    return part.adjust ? part.adjust(input, context) : input;
  };
  const describe = (physicalId: string): Made => ({
    physicalId,
    attributes: Object.fromEntries(part.attributes.map((name) => [name, physicalId])),
  });
  return {
    type: part.type,
    properties: part.properties,
    required: part.required,
    createOnly: part.createOnly,
    attributes: part.attributes,
    create: async (context) => {
      const created = await call(context.world, 'apigateway', `Create${part.noun}`, inputOf(context));
      return describe(String(created[part.id]));
    },
    update: async (context) => {
      const input = { ...part.cleared?.(context), ...inputOf(context), [part.id]: context.physicalId };
      await call(context.world, 'apigateway', `Update${part.noun}`, input);
      return describe(context.physicalId);
    },
    remove: async ({ world, properties, physicalId }) => {
      const key = { apiId: properties['ApiId'], [part.id]: physicalId };
      await unlessMissing(call(world, 'apigateway', `Delete${part.noun}`, key));
    },
  };
}

/** Members of the old properties that the new ones lack, each with what clears it. */
export function clearing(
  { properties, previous }: ExistingContext,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const gone = Object.entries(values).filter(([name]) => name in previous && !(name in properties));
  return toWire(Object.fromEntries(gone)) as Record<string, unknown>;
}

/** A map that is merged on the wire: keys that are gone are sent as empty text. */
export function mergedMap({ properties, previous }: ExistingContext, name: string): Record<string, string> | undefined {
  const before = (previous[name] ?? {}) as Record<string, string>;
  const after = (properties[name] ?? {}) as Record<string, string>;
  const gone = Object.keys(before).filter((key) => !(key in after));
  if (gone.length === 0 && !(name in properties)) return undefined;
  return { ...after, ...Object.fromEntries(gone.map((key) => [key, ''])) };
}
