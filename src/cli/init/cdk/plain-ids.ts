import { asObject, asText } from '../draft.ts';
import { mapReferences } from './map-references.ts';
import type { Resources } from './whole-template.ts';

/** `Orders` instead of `OrdersA9B65338`: the construct's path is the better name, where no other has the same. */
export function plainIds(resources: Resources): Resources {
  const wanted = Object.entries(resources).map(
    ([id, { Metadata }]) => [id, plainId(asText(Metadata['aws:cdk:path'])) || withoutHash(id)] as const,
  );
  const isOnly = (plain: string): boolean => wanted.filter((other) => other[1] === plain).length === 1;
  const names = new Map(wanted.map(([id, plain]) => [id, isOnly(plain) ? plain : id]));
  const renamed = Object.fromEntries(Object.entries(resources).map(([id, one]) => [names.get(id) ?? id, one]));
  return asObject(
    mapReferences(renamed, (id, attribute) => {
      const name = names.get(id);
      if (name === undefined) return undefined;
      return attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] };
    }),
  ) as Resources;
}

/** Apps that leave the paths out still end their ids with eight digits of a hash. */
const withoutHash = (id: string): string => id.replace(/(?<=.)[0-9A-F]{8}$/, '');

/** `Backend/Orders/Resource` -> `BackendOrders` */
const plainId = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== 'Resource' && part !== 'Default')
    .map((part) => part.replaceAll(/[^A-Za-z0-9]+/g, ''))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
    .replace(/^[^A-Za-z]+/, '');

/** `GetBookFunction` -> `get-book-function` */
export const toKebab = (id: string): string =>
  id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
